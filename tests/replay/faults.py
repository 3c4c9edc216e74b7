"""Which fault a request meets: rules with a place (exchange, route, symbol), a count and a chance."""
import asyncio

from fault_kinds import KINDS, check
from noise import Noise, key_of


class Rule:
    def __init__(self, document, seed, number):
        if not isinstance(document, dict) or not isinstance(document.get("fault"), dict):
            raise ValueError('a rule is {"exchange","route","symbol","fault":{"kind",...},"times","probability"}')
        unknown = set(document) - {"exchange", "route", "symbol", "fault", "times", "probability"}
        if unknown:
            raise ValueError(f"unknown field {sorted(unknown)[0]!r}")
        self.document = document
        self.exchange, self.route = document.get("exchange", "*"), document.get("route", "*")
        symbol = document.get("symbol")
        self.symbol = symbol.upper() if symbol else None
        self.left = document.get("times")
        self.probability = document.get("probability", 1.0)
        check(document["fault"])
        self.noise = Noise(key_of(f"{seed}|fault|{number}"))
        self.hits = 0

    def matches(self, exchange, venue, route, request, found):
        if self.left == 0 or self.exchange not in ("*", exchange):
            return False
        if self.route != "*" and self.route not in route.kinds:
            return False
        if self.symbol is not None and self.symbol not in names_asked(venue, route, request, found):
            return False
        return self.probability >= 1.0 or self.noise.uniform() < self.probability


def names_asked(venue, route, request, found):
    """The market of a request under all its names: the venue's, BTC/USDT, and BTC/USDT:USDT for swaps."""
    native = native_asked(route, request, found)
    if native is None:
        return ()
    market = venue.find(native)
    if market is None:
        return (native.upper(),)
    unified = f"{market.base}/{market.quote}"
    return (native.upper(), unified if market.kind == "spot" else f"{unified}:{market.quote}")


def native_asked(route, request, found):
    if route.symbol is None:
        return None
    return found[route.symbol] if isinstance(route.symbol, int) else request.query.get(route.symbol)


class Faults:
    def __init__(self, seed):
        self.seed = seed
        self.rules = []
        self._made = 0

    def add(self, document):
        """One rule or a list of them; all are checked before any is taken."""
        documents = document if isinstance(document, list) else [document]
        rules = []
        for item in documents:
            rules.append(Rule(item, self.seed, self._made))
            self._made += 1
        self.rules.extend(rules)
        return len(rules)

    def clear(self):
        self.rules = []
        self._made = 0

    def pick(self, exchange, venue, route, request, found):
        """The first rule that fits, as a fault to play, or None."""
        for rule in self.rules:
            if rule.matches(exchange, venue, route, request, found):
                rule.hits += 1
                if rule.left is not None:
                    rule.left -= 1
                return Played(rule)
        return None

    def report(self):
        return [{**rule.document, "hits": rule.hits} for rule in self.rules]


class Played:
    """A fault on its way through one request."""

    def __init__(self, rule):
        self.options = rule.document["fault"]
        self.kind = self.options["kind"]
        self.action = KINDS[self.kind]
        self.noise = rule.noise
        self.writes = self.action.write is not None and self.action.writes(self.options)

    def delay_s(self):
        return self.options.get("ms", 0) / 1000.0 if self.kind == "delay" else 0.0

    async def answer(self, venue, route, request, found):
        """The reply, perhaps spoiled; what the venue would have said is made only if needed."""
        if self.action.replace is not None:
            return self.action.replace(self.options, venue)
        if self.action.ask is not None:
            self.action.ask(self.options, venue, route, request, found)
        reply = venue.answer(route, request, found)
        if asyncio.iscoroutine(reply):
            reply = await reply
        if self.action.spoil is not None:
            reply = self.action.spoil(self.options, venue, route, reply, self.noise)
        return reply

    async def write(self, connection, request, reply):
        await self.action.write(self.options, connection, request, reply)
