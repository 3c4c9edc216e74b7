"""What all exchanges share: routes, cached bodies, number texts. A venue adds names and formats."""
import asyncio
import json

from candles import Rows
from intervals import DAY, interval
from limits import Limiter
from wire import Reply

CACHE_ENTRIES = 250
MARKETS_A_TURN = 6  # between two turns of the event loop


class Route:
    """`kinds` are the names faults and statistics know it by; `symbol` the query parameter, or the
    number of the path part, that names the market."""

    def __init__(self, path, kinds, handler, symbol=None):
        self.parts = path.strip("/").split("/")
        self.kinds = (kinds,) if isinstance(kinds, str) else kinds
        self.label = "+".join(self.kinds)
        self.handler = handler
        self.symbol = symbol

    def match(self, parts):
        if len(parts) != len(self.parts):
            return None
        found = []
        for mine, given in zip(self.parts, parts):
            if mine == "{}":
                found.append(given)
            elif mine != given:
                return None
        return found


class CandleShape:
    """Where the rows of a candle body are, for faults that rearrange them: the keys on the way (a
    key None: the only list in the object), the place of the time, its milliseconds; `columns`: the
    body holds parallel arrays of these names instead of rows."""

    def __init__(self, way=(), time=0, unit_ms=1, columns=None):
        self.way, self.time, self.unit_ms, self.columns = way, time, unit_ms, columns


class Bad(Exception):
    """A request the venue refuses; carries its reply."""

    def __init__(self, reply):
        super().__init__(reply.status)
        self.reply = reply


class Venue:
    """One exchange, or one host of it. Subclasses fill in the upper-case names."""
    ID = ""
    BASE_PATH = ""
    RULES = ()
    PENALTY = None
    SHAPE = CandleShape()
    CONTENT_TYPE = "application/json;charset=UTF-8"

    def __init__(self, universe, pools, options):
        self.universe = universe
        self.clock = options.clock
        # Two venues that name the same pool share one limiter.
        pool = getattr(self, "POOL", f"{self.ID}:{type(self).__name__}")
        self.pool = pool
        if pool not in pools:
            pools[pool] = Limiter(self.RULES, self.PENALTY, options.limit_scale, options.penalty_scale)
        self.limiter = pools[pool]
        self.routes = self.make_routes()
        self._rows = {}
        self._cache = {}

    # ---- for subclasses

    def make_routes(self):
        raise NotImplementedError

    def costs(self, route, request):
        """[(rule name, sub-key, cost)]"""
        raise NotImplementedError

    def usage_headers(self, verdict):
        return ()

    def not_found(self, path):
        raise NotImplementedError

    def limited(self, verdict):
        raise NotImplementedError

    def banned(self, verdict):
        return self.limited(verdict)

    def unavailable(self):
        raise NotImplementedError

    def maintenance(self):
        return self.unavailable()

    def geo_blocked(self):
        return Reply("Unavailable For Legal Reasons", 451, content_type="text/plain")

    def find(self, native):
        """The market of that native name, or None."""
        raise NotImplementedError

    def native_names(self):
        """All native names; venues with one table of markets need nothing else."""
        return list(self.markets)

    # ---- for the application

    def match(self, path):
        parts = path.strip("/").split("/")
        for route in self.routes:
            found = route.match(parts)
            if found is not None:
                return route, found
        return None, None

    def answer(self, route, request, found):
        """The reply, or a coroutine of it. Bodies are kept for a second: nothing on this wire is
        finer, and a frozen clock keeps them for good."""
        key = (route, tuple(found), request.raw_query)
        stamp = (request.now_ms // 1000, request.stale)
        kept = self._cache.get(key)
        if kept is not None and kept[0] == stamp:
            return Reply.like(kept[1])
        try:
            reply = route.handler(request, *found)
        except Bad as refusal:
            return refusal.reply
        if asyncio.iscoroutine(reply):
            return self._answer_later(key, stamp, reply)
        return self._keep(key, stamp, reply)

    async def _answer_later(self, key, stamp, work):
        try:
            return self._keep(key, stamp, await work)
        except Bad as refusal:
            return refusal.reply

    def _keep(self, key, stamp, reply):
        if reply.status != 200:
            return reply
        if len(self._cache) >= CACHE_ENTRIES:
            self._cache.pop(next(iter(self._cache)))
        self._cache.pop(key, None)
        self._cache[key] = (stamp, reply)
        return Reply.like(reply)

    # ---- tools

    def json(self, document, status=200, headers=()):
        return Reply(json.dumps(document, separators=(",", ":"), ensure_ascii=False), status, headers,
                     self.CONTENT_TYPE)

    def text(self, body, status=200, headers=()):
        return Reply(body, status, headers, self.CONTENT_TYPE)

    def window(self, request, market, item, render, limit, start=None, end=None, oldest=False):
        """Rendered rows, oldest first. `render(market, item)` makes the function that writes a row."""
        key = (market, item.name, getattr(item, "offset", 0))
        rows = self._rows.get(key)
        if rows is None:
            rows = self._rows[key] = Rows(market.feed(item), render(market, item))
        now = request.now_ms - request.stale * item.step
        if not market.active:
            now -= 30 * DAY  # a halted market stopped trading long ago
        return rows.window(now, limit, start, end, oldest)

    async def days(self, request, markets):
        """[(market, its last 24 hours)], without holding the event loop for long."""
        result = []
        for i, market in enumerate(markets):
            result.append((market, market.day(request.now_ms)))
            if i % MARKETS_A_TURN == 0:
                await asyncio.sleep(0)
        return result

    async def prepared(self, markets):
        """Make sure the price paths exist, for lists that quote decimals or contract sizes."""
        for i, market in enumerate(markets):
            market.path()
            if i % MARKETS_A_TURN == 0:
                await asyncio.sleep(0)
        return markets


def number(request, name):
    """An optional integer parameter: None if absent, ValueError if it is no number of a sane size."""
    text = request.query.get(name)
    if text is None or text == "":
        return None
    if not text.isascii() or len(text) > 16:
        raise ValueError(text)
    return int(text)


def intervals(names, zone_hours=0):
    """{venue's name: interval} from {venue's name: our name}."""
    return {theirs: interval(ours, zone_hours) for theirs, ours in names.items()}


def fixed(x, places):
    return f"{x:.{places}f}"


def short(x, places=8):
    """Decimal text without useless zeros, never with an exponent."""
    text = f"{x:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def short_number(x, places=8):
    """The same as a JSON number."""
    return float(short(x, places)) if places and x != int(x) else int(x)


def tick(places):
    return fixed(10.0 ** -places, places)
