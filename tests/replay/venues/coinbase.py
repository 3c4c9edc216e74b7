"""Coinbase Advanced Trade, public routes: one list is markets and tickers, candles need a range."""
from limits import Rule
from venues.base import Bad, CandleShape, Route, Venue, intervals, number, short, tick
from windows import Bucket

INTERVALS = intervals({"ONE_MINUTE": "1m", "FIVE_MINUTE": "5m", "FIFTEEN_MINUTE": "15m", "THIRTY_MINUTE": "30m",
                       "ONE_HOUR": "1h", "TWO_HOUR": "2h", "SIX_HOUR": "6h", "ONE_DAY": "1d"})
MAX_ROWS = 350
NAMES = {"USD": "US Dollar", "USDC": "USDC", "USDT": "Tether", "EUR": "Euro", "BTC": "Bitcoin", "GBP": "British Pound"}


class Coinbase(Venue):
    ID = "coinbase"
    RULES = (Rule("public_1s", Bucket, 10, 1),)
    SHAPE = CandleShape(("candles",), "start", 1000)
    CONTENT_TYPE = "application/json; charset=utf-8"

    def __init__(self, universe, pools, options):
        super().__init__(universe, pools, options)
        self.spot = {f"{m.base}-{m.quote}": m for m in universe.spot}
        self.swap = {f"{m.base}-PERP-INTX": m for m in universe.swap if m.kind == "swap"}

    def make_routes(self):
        products = "/api/v3/brokerage/market/products"
        return [Route(products, ("markets", "tickers"), self.products),
                Route(products + "/{}/candles", "candles", self.candles, 0)]

    def find(self, native):
        return self.spot.get(native) or self.swap.get(native)

    def native_names(self):
        return [*self.spot, *self.swap]

    def costs(self, route, request):
        return [("public_1s", None, 1)]

    # ---- errors

    def error(self, status, code, text):
        return self.json({"error": code, "error_details": text, "message": text}, status)

    def not_found(self, path):
        return self.json({"errors": [{"id": "not_found", "message": "Not found"}]}, 404)

    def limited(self, verdict):
        return self.json({"errors": [{"id": "rate_limit_exceeded", "message": "Too many requests"}]}, 429)

    def unavailable(self):
        return self.json({"errors": [{"id": "internal_server_error", "message": "Internal server error"}]}, 500)

    def maintenance(self):
        return self.json({"errors": [{"id": "unavailable", "message": "Service under maintenance"}]}, 503)

    # ---- lists

    async def products(self, request):
        kind = request.query.get("product_type", "")
        chosen = {}
        if kind in ("", "SPOT", "UNKNOWN_PRODUCT_TYPE"):
            chosen.update(self.spot)
        if kind in ("", "FUTURE", "UNKNOWN_PRODUCT_TYPE"):
            # All futures here are perpetual, so contract_expiry_type=EXPIRING finds none.
            if request.query.get("contract_expiry_type") != "EXPIRING":
                chosen.update(self.swap)
        if kind not in ("", "SPOT", "FUTURE", "UNKNOWN_PRODUCT_TYPE"):
            raise Bad(self.error(400, "INVALID_ARGUMENT", f"invalid product_type: {kind}"))
        names = list(chosen)
        limit, offset = self.integer(request, "limit"), self.integer(request, "offset") or 0
        names = names[offset:offset + limit] if limit else names[offset:]
        by_market = {chosen[name]: name for name in names}
        rows = [self.product(by_market[m], m, d) for m, d in await self.days(request, by_market)]
        return self.json({"products": rows, "num_products": len(rows)})

    def product(self, name, m, d):
        live, spot = m.active, m.kind == "spot"
        twin = m.quote == "USDC" and spot and f"{m.base}-USD" in self.spot
        row = {
            "product_id": name, "price": short(d.last, m.price_places) if live else "",
            "price_percentage_change_24h": short(d.ratio * 100, 14) if live else "",
            "volume_24h": short(d.volume) if live else "",
            "volume_percentage_change_24h": "9.43" if live else "", "base_increment": tick(m.volume_places),
            "quote_increment": tick(m.price_places), "quote_min_size": "1", "quote_max_size": "150000000",
            "base_min_size": tick(m.volume_places), "base_max_size": "3400",
            "base_name": NAMES.get(m.base, m.base), "quote_name": NAMES.get(m.quote, m.quote), "watched": False,
            "is_disabled": not live, "new": False, "status": "online" if live else "delisted", "cancel_only": False,
            "limit_only": False, "post_only": False, "trading_disabled": not live, "auction_mode": False,
            "product_type": "SPOT" if spot else "FUTURE", "quote_currency_id": m.quote,
            "base_currency_id": m.base if spot else "", "fcm_trading_session_details": None, "mid_market_price": "",
            "alias": f"{m.base}-USD" if twin else "",
            "alias_to": [f"{m.base}-USDC"] if m.quote == "USD" and f"{m.base}-USDC" in self.spot else [],
            "base_display_symbol": m.base, "quote_display_symbol": m.quote, "view_only": False,
            "price_increment": tick(m.price_places), "display_name": name if spot else f"{m.base} PERP",
            "product_venue": "CBE" if spot else "INTX",
            "approximate_quote_24h_volume": short(d.quote, 2) if live else "", "new_at": "2023-01-01T00:00:00Z"}
        if not spot:
            row["future_product_details"] = {
                "venue": "", "contract_code": m.base, "contract_expiry": None, "contract_size": "1",
                "contract_root_unit": m.base, "group_description": "", "contract_expiry_timezone": "",
                "group_short_description": "", "risk_managed_by": "MANAGED_BY_VENUE",
                "contract_expiry_type": "PERPETUAL", "perpetual_details": {
                    "open_interest": "1024.5", "funding_rate": "0.00001", "funding_time": "2026-01-01T00:00:00Z",
                    "max_leverage": "10", "base_asset_uuid": "", "underlying_type": "SPOT"},
                "contract_display_name": f"{m.base} PERP", "time_to_expiry_ms": None, "non_crypto": False,
                "contract_expiry_name": ""}
        return row

    # ---- candles

    def candles(self, request, name):
        market = self.find(name)
        if market is None:
            raise Bad(self.error(404, "NOT_FOUND", "valid product_id is required"))
        item = INTERVALS.get(request.query.get("granularity"))
        if item is None:
            raise Bad(self.error(400, "INVALID_ARGUMENT", "granularity argument is invalid"))
        start, end = self.integer(request, "start"), self.integer(request, "end")
        if start is None or end is None or end < start:
            raise Bad(self.error(400, "INVALID_ARGUMENT", "start and end argument is invalid"))
        limit = self.integer(request, "limit") or MAX_ROWS
        if (end - start) * 1000 // item.step >= MAX_ROWS or limit > MAX_ROWS:
            raise Bad(self.error(400, "INVALID_ARGUMENT", "start and end argument is invalid - number of candles "
                                 f"requested should be less than {MAX_ROWS} "))
        rows = self.window(request, market, item, self.writer, limit, start * 1000, end * 1000)
        return self.text('{"candles":[' + ",".join(rows[::-1]) + "]}")

    def integer(self, request, name):
        try:
            return number(request, name)
        except ValueError:
            raise Bad(self.error(400, "INVALID_ARGUMENT", f"{name} argument is invalid")) from None

    def writer(self, market, item):
        p = market.price_places

        def row(candle, closed):
            t, o, h, l, c, v, _, _ = candle
            return (f'{{"start":"{t // 1000}","low":"{short(l, p)}","high":"{short(h, p)}","open":"{short(o, p)}",'
                    f'"close":"{short(c, p)}","volume":"{short(v)}"}}')
        return row
