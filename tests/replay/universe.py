"""The markets of an exchange: how many, how named, how much traded, which are dead.

`count` markets are alive, liquid and quoted in dollars, each of another coin, so a client that takes
the best traded market of every coin finds exactly that many. Around them stand the ones it must
leave out: twins in another dollar, other quotes, thin, halted, leveraged.
"""
from candles import Feed, day_summary
from intervals import DAY, HOUR, interval
from noise import Noise, key_of
from synthetic import decimals_for

# Prices of well-known coins, for the synthetic case; others are drawn from the seed.
KNOWN = {
    "BTC": 64000.0, "ETH": 3100.0, "SOL": 145.0, "BNB": 560.0, "XRP": 0.58, "DOGE": 0.12, "ADA": 0.38,
    "AVAX": 24.0, "LINK": 11.0, "DOT": 4.4, "TRX": 0.15, "LTC": 65.0, "BCH": 320.0, "UNI": 6.5, "XLM": 0.095,
    "ATOM": 4.1, "ETC": 18.0, "XMR": 170.0, "ZEC": 30.0, "SHIB": 1.4e-5, "PEPE": 8e-6, "NEAR": 4.0, "AAVE": 130.0,
    "FIL": 3.6, "SUI": 0.9, "APT": 6.1, "ARB": 0.55, "OP": 1.5, "INJ": 18.0, "BONK": 1.7e-5, "MKR": 1900.0,
    "XAUT": 96000.0, "WBT": 1.1e-6,
}
# Largest first wherever a known coin exists: exchanges list them so, and topN keeps them.
LEADERS = ("BTC", "ETH", "SOL", "XRP", "DOGE", "BNB")
# What one unit of a quote is worth in dollars; BTC's is taken from its own path.
QUOTE_VALUE = {"USDT": 1.0, "USDC": 1.0, "USD": 1.0, "EUR": 1.09, "TRY": 0.0294, "GBP": 1.27}
SYLLABLES = ("ZA", "KO", "MI", "RU", "VE", "LO", "TA", "NI", "QU", "BE", "SO", "DRA", "FY", "PLU", "GE", "XI")
LIQUID_QUOTE = 1_500_000.0
# Markets are six years old: 300 weekly candles exist, and a client that asks "from the start" gets one.
LISTED_DAYS = 2190


class Market:
    """One listed market. `status` is active or halted; `kind` spot, swap, future or inverse."""

    def __init__(self, source, base, quote, kind="spot", status="active", volume_share=1.0,
                 price_hint=None, daily_quote=2e7, scale=1.0, thin=False, listed_ms=None):
        self.base, self.quote, self.kind, self.status = base, quote, kind, status
        self.thin = thin
        self.listed_ms = source.start_day - LISTED_DAYS * DAY if listed_ms is None else listed_ms
        self._source, self._hint, self._daily = source, price_hint, daily_quote
        self._share, self.price_scale = volume_share, scale
        self._path = None
        self._volume_scale = None
        self.symbol = f"{base}{quote}"

    def path(self):
        if self._path is None:
            self._path = self._source.path(self.base, self._hint, self._daily)
            self._measure()
        return self._path

    def _measure(self):
        """Fix decimals and the volume factor from the week before the start, once."""
        path, start = self._path, self._source.start_day
        days = [path.candle("1h", start - i * 4 * HOUR) for i in range(1, 43)]
        typical = sum(row[3] for row in days) / len(days)
        traded = sum(row[3] * row[4] for row in days) / len(days) * 24
        if self.price_scale == 1.0:
            self.price_places, self.volume_places = path.places, path.volume_places
        else:
            self.price_places = decimals_for(typical * self.price_scale)
            self.volume_places = max(2, path.volume_places)
        self.typical = typical * self.price_scale
        if self.thin:
            self.volume_scale = 30_000.0 * (0.2 + Noise(key_of(self.symbol)).uniform()) / max(traded, 1.0)
            self.volume_places = 8
        else:
            # A quiet coin of the data is made liquid: the count of eligible markets must hold.
            self.volume_scale = self._share * max(1.0, LIQUID_QUOTE / max(traded, 1.0))
            if self.volume_scale != 1.0:
                self.volume_places = max(self.volume_places, 2)
        if self.price_scale != 1.0 and not self.thin:
            self.volume_scale = self._share

    @property
    def active(self):
        return self.status == "active"

    def contract(self):
        """Base units of one contract of a swap: a power of ten worth between 3 and 30 dollars."""
        self.path()
        size, value = 1.0, self.typical
        while value > 30.0:
            size, value = size / 10.0, value / 10.0
        while value < 3.0:
            size, value = size * 10.0, value * 10.0
        return round(size, 10) if size < 1 else float(int(size))

    def feed(self, item):
        self.path()
        return Feed(self, item)

    def day(self, now):
        return day_summary(self.feed(interval("1h")), now)


def names(source, count):
    """`count` coin names: of the data first, then well-known, then invented."""
    known = list(source.known_bases()) or list(KNOWN)
    ordered = [b for b in LEADERS if b in known] + [b for b in known if b not in LEADERS]
    taken, number = set(ordered), 0
    while len(ordered) < count:
        noise = Noise(key_of(f"name{number}"))
        number += 1
        name = "".join(SYLLABLES[noise.bits() % len(SYLLABLES)] for _ in range(2 + noise.bits() % 2))
        if name not in taken:
            taken.add(name)
            ordered.append(name)
    return ordered[:count]


class Universe:
    """All markets of one exchange. `dollars` are its dollar quotes, the main one first."""

    def __init__(self, source, count, dollars=("USDT", "USDC"), others=("BTC", "EUR", "TRY"),
                 leveraged=False, swap_quote="USDT", spot=True, swap=True):
        self.source = source
        extra = max(2, count // 10)
        bases = names(source, count + 2 * extra)
        self.main = bases[:count]
        dead, thin = bases[count:count + extra], bases[count + extra:]
        self.spot, self.swap = [], []
        if spot:
            self._spot(dollars, others, leveraged, extra, dead, thin)
        if swap:
            self._swap(swap_quote, dead, thin)

    def _make(self, base, quote, rank, **more):
        more.setdefault("daily_quote", 2e9 / (rank + 1) + 4e6)
        return Market(self.source, base, quote, price_hint=KNOWN.get(base), **more)

    def _spot(self, dollars, others, leveraged, extra, dead, thin):
        add = self.spot.append
        for rank, base in enumerate(self.main):
            add(self._make(base, dollars[0], rank))
            if rank < extra:
                for quote in dollars[1:]:
                    add(self._make(base, quote, rank, volume_share=0.07))
            # Fewer of each further quote, as on a real list.
            for place, quote in enumerate(others):
                if rank <= extra // (place + 1) and base != quote:
                    add(self._make(base, quote, rank, volume_share=0.02, scale=self._worth(quote)))
        for base in dead:
            add(self._make(base, dollars[0], 500, status="halted"))
        for base in thin:
            add(self._make(base, dollars[0], 500, thin=True))
        if leveraged:
            for base in self.main[:2]:
                for suffix in ("3L", "3S"):
                    add(self._make(base + suffix, dollars[0], 500, thin=True))

    def _swap(self, quote, dead, thin):
        for rank, base in enumerate(self.main):
            self.swap.append(self._make(base, quote, rank, kind="swap"))
        for base in dead[:3]:
            self.swap.append(self._make(base, quote, 500, kind="swap", status="halted"))
        for base in thin[:3]:
            self.swap.append(self._make(base, quote, 500, kind="swap", thin=True))
        # Look-alikes: same coin, another contract.
        self.swap.append(self._make(self.main[0], "USD", 0, kind="inverse", volume_share=0.3))
        self.swap.append(self._make(self.main[0], quote, 0, kind="future", volume_share=0.1))

    def _worth(self, quote):
        """Price of a dollar in that quote, constant: these markets are there to be left out."""
        if quote == "BTC":
            path = self.source.path("BTC", KNOWN["BTC"], 2e9)
            return 1.0 / path.candle("1d", self.source.start_day - DAY)[3]
        return 1.0 / QUOTE_VALUE[quote]
