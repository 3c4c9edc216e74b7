"""All exchanges: id -> the venues (hosts) served under it, and how their lists of markets differ."""
from types import SimpleNamespace

from universe import Universe
from venues.binance import BinanceSpot
from venues.binance_swap import BinanceSwap
from venues.bybit import Bybit
from venues.coinbase import Coinbase
from venues.gate import GateSpot
from venues.gate_swap import GateSwap
from venues.htx import HtxSpot
from venues.htx_swap import HtxSwap
from venues.kraken import Kraken
from venues.kucoin import Kucoin
from venues.kucoinfutures import KucoinFutures
from venues.mexc import MexcSpot
from venues.mexc_swap import MexcSwap
from venues.okx import Okx

# id: (venues, what Universe needs to know)
EXCHANGES = {
    "binance": ((BinanceSpot, BinanceSwap), {}),
    "okx": ((Okx,), {"others": ("BTC", "EUR", "TRY")}),
    "bybit": ((Bybit,), {"others": ("BTC", "EUR")}),
    "kucoin": ((Kucoin,), {"others": ("BTC", "EUR"), "leveraged": True, "swap": False}),
    "kucoinfutures": ((KucoinFutures,), {"spot": False}),
    "gate": ((GateSpot, GateSwap), {"others": ("BTC", "TRY"), "leveraged": True}),
    "coinbase": ((Coinbase,), {"dollars": ("USD", "USDC", "USDT"), "others": ("EUR", "BTC", "GBP"),
                               "swap_quote": "USDC"}),
    "kraken": ((Kraken,), {"dollars": ("USD", "USDT", "USDC"), "others": ("EUR", "BTC", "GBP"), "swap": False}),
    "mexc": ((MexcSpot, MexcSwap), {"others": ("BTC", "EUR"), "leveraged": True}),
    "htx": ((HtxSpot, HtxSwap), {"others": ("BTC", "TRY"), "leveraged": True}),
}


class Exchange:
    """The venues of one id. A path that none of them knows is the first one's to refuse."""

    def __init__(self, name, source, markets, pools, options):
        kinds, traits = EXCHANGES[name]
        self.id = name
        self.universe = Universe(source, markets, **traits)
        self.venues = [kind(self.universe, pools, options) for kind in kinds]
        self.base_path = self.venues[0].BASE_PATH

    def match(self, path):
        for venue in self.venues:
            route, found = venue.match(path)
            if route is not None:
                return venue, route, found
        return self.venues[0], None, None


def build(names, source, markets, markets_for, limit_scale, penalty_scale, clock):
    options = SimpleNamespace(limit_scale=limit_scale, penalty_scale=penalty_scale, clock=clock)
    pools = {}
    exchanges = {name: Exchange(name, source, markets_for.get(name, markets), pools, options) for name in names}
    return exchanges, pools
