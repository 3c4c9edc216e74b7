"""What happens to a request: exchange, limits, pace, faults, venue, answer."""
import asyncio
import sys
import time
import traceback

from stats import ExchangeStats
from wire import Connection, Reply

UNMATCHED = "unknown"


class App:
    def __init__(self, exchanges, pools, clock, faults, paces, control, limits_on=True):
        self.exchanges = exchanges
        self.pools = pools
        self.clock = clock
        self.faults = faults
        self.paces = paces
        self.control = control
        self.limits_on = limits_on
        self.connections = set()
        self.stats = {name: ExchangeStats() for name in exchanges}
        self.stray = 0  # requests that named no exchange

    def connection(self):
        return Connection(self)

    def log_error(self, request, error):
        print(f"replay: {request.method} {request.path}: {error!r}", file=sys.stderr)
        traceback.print_exception(error, file=sys.stderr)

    def handle(self, request, connection):
        """A Reply, or a coroutine of one (or of None: the fault wrote for itself)."""
        name, _, rest = request.path.lstrip("/").partition("/")
        if name == "_control":
            return self.control.handle(self, request, rest)
        exchange = self.exchanges.get(name)
        if exchange is None:
            self.stray += 1
            return Reply(f'{{"error":"no exchange {name!r} here"}}'.replace("'", ""), 404)
        stats = self.stats[name]
        if name not in connection.seen:
            connection.seen.add(name)
            stats.connections += 1
        if request.method != "GET":
            venue, route, found = exchange.match(rest)[0], None, None
        else:
            venue, route, found = exchange.match(rest)
        entry = stats.enter(route.label if route else UNMATCHED)
        if route is None:
            reply = venue.not_found("/" + rest)
            stats.leave(entry, reply.status)
            return reply
        request.now_ms = self.clock.now_ms()
        headers, reply = (), None
        if self.limits_on:
            reply, headers = self._limits(venue, route, request)
        pace = self.paces.get(name)
        fault = self.faults.pick(name, venue, route, request, found) if self.faults.rules else None
        if pace is None and fault is None:
            try:
                reply = reply or venue.answer(route, request, found)
            except BaseException:
                stats.leave(entry, "error")
                raise
            if isinstance(reply, Reply):
                reply.headers.extend(headers)
                stats.leave(entry, reply.status)
                return reply
            return self._later(stats, entry, headers, reply)
        if fault is not None:
            stats.faults += 1
        return self._slow(exchange, venue, route, request, found, connection, reply, headers, pace, fault, entry)

    def _limits(self, venue, route, request):
        """(refusal or None, headers for the answer)"""
        verdict = venue.limiter.check(request.client, venue.costs(route, request), self.clock.ticks())
        headers = venue.usage_headers(verdict)
        if verdict.state == "ok":
            return None, headers
        refusal = venue.banned(verdict) if verdict.state == "banned" else venue.limited(verdict)
        return refusal, headers

    async def _later(self, stats, entry, headers, work):
        status = "aborted"
        try:
            reply = await work
            reply.headers.extend(headers)
            status = reply.status
            return reply
        finally:
            stats.leave(entry, status)

    async def _slow(self, exchange, venue, route, request, found, connection, reply, headers, pace, fault, entry):
        """The way of requests that are held back or spoiled."""
        stats, status = self.stats[exchange.id], "aborted"
        due = pace.due(time.monotonic()) if pace else None
        try:
            if reply is None:
                if fault is not None:
                    reply = await fault.answer(venue, route, request, found)
                else:
                    reply = venue.answer(route, request, found)
                    if asyncio.iscoroutine(reply):
                        reply = await reply
                if fault is not None:
                    await asyncio.sleep(fault.delay_s())
            reply.headers.extend(headers)
            if due is not None:
                await asyncio.sleep(max(0.0, due - time.monotonic()))
            status = reply.status
            if fault is not None and fault.writes:
                status = fault.kind
                await fault.write(connection, request, reply)
                return None
            return reply
        finally:
            if pace:
                pace.answered(time.monotonic())
            stats.leave(entry, status)
