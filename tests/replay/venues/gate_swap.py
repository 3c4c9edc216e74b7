"""Gate futures settled in USDT: rows are objects, volumes whole contracts."""
from candles import spread
from intervals import interval
from venues.base import CandleShape, Route, short
from venues.gate import INTERVALS, GateSpot


class GateSwap(GateSpot):
    POOL = "gate:GateSpot"  # one address, one count a route
    SHAPE = CandleShape((), "t", 1000)
    MAX_ROWS = 2000
    # The documents: 1w is a natural week from Monday, 7d is every 7 days since 1 January 1970.
    INTERVALS = {**INTERVALS, "2h": interval("2h"), "6h": interval("6h"), "12h": interval("12h"),
                 "1w": interval("1w"), "7d": interval("1w", epoch_week=True)}

    def __init__(self, universe, pools, options):
        super().__init__(universe, pools, options)
        self.markets = {f"{m.base}_{m.quote}": m for m in universe.swap if m.kind == "swap"}

    def make_routes(self):
        return [Route("/api/v4/futures/usdt/contracts", "markets", self.contracts),
                Route("/api/v4/futures/usdt/tickers", "tickers", self.tickers, "contract"),
                Route("/api/v4/futures/usdt/candlesticks", "candles", self.candles, "contract")]

    async def contracts(self, request):
        names = {m: name for name, m in self.markets.items()}
        return self.json([self.contract(names[m], m, short(d.last, m.price_places))
                          for m, d in await self.days(request, names)])

    @staticmethod
    def contract(name, m, last):
        step = short(10.0 ** -m.price_places, m.price_places)
        return {
            "funding_rate_indicative": "0.000071", "mark_price_round": step, "funding_offset": 0,
            "in_delisting": not m.active, "risk_limit_base": "500000", "interest_rate": "0.0003", "index_price": last,
            "order_price_round": step, "order_size_min": 1, "enable_decimal": False, "ref_rebate_rate": "0.2",
            "name": name, "ref_discount_rate": "0", "order_price_deviate": "0.04", "maintenance_rate": "0.003",
            "mark_type": "index", "funding_interval": 28800, "type": "direct", "risk_limit_step": "1499500000",
            "enable_bonus": True, "enable_credit": True, "leverage_min": "1", "funding_rate": "0.000071",
            "last_price": last, "mark_price": last, "order_size_max": 12000000, "funding_next_apply": 1780300800,
            "short_users": 12871, "config_change_time": 1776852890, "create_time": 1574035200,
            "trade_size": 592813687775, "position_size": 318726417, "long_users": 20111,
            "quanto_multiplier": short(m.contract(), 10), "funding_impact_value": "30000", "leverage_max": "200",
            "cross_leverage_default": "10", "risk_limit_max": "1500000000", "maker_fee_rate": "-0.0001",
            "taker_fee_rate": "0.00075", "orders_limit": 100, "trade_id": 757483959, "orderbook_id": 113889712114,
            "funding_cap_ratio": "0.75", "voucher_leverage": "2", "is_pre_market": False,
            "status": "trading" if m.active else "delisting", "launch_time": 1574035200,
            "enable_circuit_breaker": False, "funding_rate_limit": "0.003", "contract_type": ""}

    async def tickers(self, request):
        names = {m: name for name, m in self.markets.items()}
        if "contract" in request.query:
            m = self.market(request, "contract", "CONTRACT_NOT_FOUND")
            names = {m: names[m]}
        rows = [self.ticker(names[m], m, d) for m, d in await self.days(request, names)]
        return self.text("[" + ",".join(rows) + "]")

    @staticmethod
    def ticker(name, m, d):
        p = m.price_places
        bid, ask = spread(d.last, p)
        last, base, quote = short(d.last, p), f"{d.volume:.0f}", f"{d.quote:.0f}"
        return (f'{{"contract":"{name}","last":"{last}","low_24h":"{short(d.low, p)}","high_24h":"{short(d.high, p)}",'
                f'"change_percentage":"{short(d.ratio * 100, 2)}","total_size":"32323904",'
                f'"volume_24h":"{d.volume / m.contract():.0f}","volume_24h_btc":"{base}","volume_24h_usd":"{quote}",'
                f'"volume_24h_base":"{base}","volume_24h_quote":"{quote}","volume_24h_settle":"{quote}",'
                f'"mark_price":"{last}","funding_rate":"0.0001","funding_rate_indicative":"0.0001",'
                f'"index_price":"{last}","highest_bid":"{short(bid, p)}","lowest_ask":"{short(ask, p)}"}}')

    def candles(self, request):
        m = self.market(request, "contract", "CONTRACT_NOT_FOUND")
        return self.text("[" + ",".join(self.asked(request, m, "5m")) + "]")

    def writer(self, market, item):
        p, contract = market.price_places, market.contract()

        def row(candle, closed):
            t, o, h, l, c, v, q, _ = candle
            return (f'{{"t":{t // 1000},"v":{v / contract:.0f},"c":"{short(c, p)}","h":"{short(h, p)}",'
                    f'"l":"{short(l, p)}","o":"{short(o, p)}","sum":"{short(q, 5)}"}}')
        return row
