"""/_control: faults, clock, pace and statistics while the server runs."""
import json

from clock import parse_iso_ms
from pacing import parse_durations
from stats import ExchangeStats
from wire import Reply


def reply(document, status=200):
    return Reply(json.dumps(document, indent=1), status, content_type="application/json")


class Control:
    def handle(self, app, request, path):
        action = getattr(self, f"{request.method.lower()}_{path.strip('/')}", None)
        if action is None:
            names = sorted(name.replace("_", " /_control/", 1) for name in dir(self)
                           if name.startswith(("get_", "post_", "delete_")))
            return reply({"error": "no such action", "actions": names}, 404)
        try:
            document = json.loads(request.body) if request.body else None
            return reply(action(app, document))
        except (ValueError, KeyError, TypeError) as error:
            return reply({"error": str(error)}, 400)

    def get_faults(self, app, document):
        return {"rules": app.faults.report()}

    def post_faults(self, app, document):
        return {"added": app.faults.add(document), "rules": len(app.faults.rules)}

    def delete_faults(self, app, document):
        app.faults.clear()
        return {"rules": 0}

    def get_stats(self, app, document):
        exchanges = {}
        for name, exchange in app.exchanges.items():
            entry = exchanges[name] = app.stats[name].report()
            limits = {}
            for venue in exchange.venues:
                limits.update(venue.limiter.peaks())
            entry["limits"] = limits
            # Venues of one exchange may share a pool; count each once.
            pools = {venue.pool: venue.limiter for venue in exchange.venues}.values()
            entry["requests_refused_by_limits"] = sum(pool.refused for pool in pools)
            entry["requests_while_banned"] = sum(pool.requests_while_banned for pool in pools)
        return {"exchanges": exchanges, "open_connections": len(app.connections), "stray_requests": app.stray,
                "now_ms": app.clock.now_ms()}

    def post_reset(self, app, document):
        """Forget statistics, windows and bans, faults and scans under way; the clock stays."""
        for name in app.stats:
            # Requests in flight leave the old object; the new one starts from none.
            app.stats[name] = ExchangeStats()
        for pool in app.pools.values():
            pool.reset()
        for pace in app.paces.values():
            pace.first = None
        for connection in app.connections:
            connection.seen.clear()
        app.faults.clear()
        app.stray = 0
        return {"reset": True}

    def post_clock(self, app, document):
        """{"freeze": ISO} | {"advance_ms": N} | {"run": true}, and {"skew_seconds": X}"""
        if not document:
            raise ValueError("nothing to do: freeze, advance_ms, run or skew_seconds")
        if "freeze" in document:
            app.clock.freeze(parse_iso_ms(document["freeze"]))
        if "advance_ms" in document:
            app.clock.advance(int(document["advance_ms"]))
        if document.get("run"):
            app.clock.run()
        if "skew_seconds" in document:
            app.clock.skew_ms = int(document["skew_seconds"] * 1000)
        return {"now_ms": app.clock.now_ms(), "frozen": app.clock.frozen_ms is not None}

    def post_durations(self, app, document):
        """{"durations": "binance=2.5", "requests": "152"}; empty durations switch the pace off."""
        app.paces.clear()
        markets = lambda name: len(app.exchanges[name].universe.main)
        app.paces.update(parse_durations(document.get("durations", ""), markets, str(document.get("requests", ""))))
        return {"paced": {name: pace.seconds for name, pace in app.paces.items()}}

    def post_limits(self, app, document):
        """{"on": true|false}"""
        app.limits_on = bool(document["on"])
        return {"on": app.limits_on}
