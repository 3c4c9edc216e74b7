"""KuCoin futures: JSON numbers, milliseconds, oldest first; one list is both markets and tickers."""
from venues.base import Bad, CandleShape, Route, intervals, number, short
from venues.kucoin import Kucoin

INTERVALS = intervals({"1": "1m", "5": "5m", "15": "15m", "30": "30m", "60": "1h", "120": "2h", "240": "4h",
                       "480": "8h", "720": "12h", "1440": "1d", "10080": "1w"})
MAX_ROWS = 500


def coin(base):
    return "XBT" if base == "BTC" else base


class KucoinFutures(Kucoin):
    ID = "kucoinfutures"
    SHAPE = CandleShape(("data",), 0, 1)
    WEIGHTS = {"markets": 3, "tickers": 3, "candles": 3, "prices": 5}

    def __init__(self, universe, pools, options):
        super().__init__(universe, pools, options)
        ends = {"swap": "M", "inverse": "M", "future": "MZ26"}
        self.markets = {f"{coin(m.base)}{m.quote}{ends[m.kind]}": m for m in universe.swap}

    def make_routes(self):
        return [Route("/api/v1/contracts/active", ("markets", "tickers"), self.contracts),
                Route("/api/v1/allTickers", "prices", self.prices),
                Route("/api/v1/kline/query", "candles", self.candles, "symbol")]

    async def contracts(self, request):
        names = {m: name for name, m in self.markets.items()}
        rows = [self.contract(names[m], m, d) for m, d in await self.days(request, names)]
        return self.text('{"code":"200000","data":[' + ",".join(rows) + "]}")

    def contract(self, name, m, d):
        p, base = m.price_places, coin(m.base)
        linear, dated = m.kind != "inverse", m.kind == "future"
        tick, last = short(10.0 ** -p, p), short(d.last, p)
        multiplier = short(m.contract(), 10) if linear else "-1"
        volume, turnover = (d.volume, d.quote) if m.active else (0, 0)
        ends = "1798185600000" if dated else "null"
        flag = lambda value: "true" if value else "false"
        return (
            f'{{"symbol":"{name}","rootSymbol":"{m.quote if linear else base}",'
            f'"type":"{"FFICSX" if dated else "FFWCSX"}","firstOpenDate":1585555200000,"expireDate":{ends},'
            f'"settleDate":{ends},"baseCurrency":"{base}","quoteCurrency":"{m.quote}",'
            f'"settleCurrency":"{m.quote if linear else base}","maxOrderQty":1000000,"maxPrice":1000000.0,"lotSize":1,'
            f'"tickSize":{tick},"indexPriceTickSize":{tick},"multiplier":{multiplier},"initialMargin":0.01,'
            f'"maintainMargin":0.005,"maxRiskLimit":2000000,"minRiskLimit":2000000,"riskStep":1000000,'
            f'"makerFeeRate":0.0002,"takerFeeRate":0.0006,"takerFixFee":0.0,"makerFixFee":0.0,"settlementFee":null,'
            f'"isDeleverage":true,"isQuanto":{flag(linear)},"isInverse":{flag(not linear)},"markMethod":"FairPrice",'
            f'"fairMethod":"FundingRate","fundingBaseSymbol":".{base}INT8H","fundingQuoteSymbol":".{m.quote}INT8H",'
            f'"fundingRateSymbol":".{name}FPI8H","indexSymbol":".K{base}{m.quote}","settlementSymbol":"",'
            f'"status":"{"Open" if m.active else "Paused"}","fundingFeeRate":0.0001,"predictedFundingFeeRate":0.0001,'
            f'"fundingRateGranularity":28800000,"openInterest":"5191275","turnoverOf24h":{short(turnover)},'
            f'"volumeOf24h":{short(volume)},"markPrice":{last},"indexPrice":{last},"lastTradePrice":{last},'
            f'"nextFundingRateTime":21031525,"maxLeverage":100,"sourceExchanges":["binance","okex","gateio"],'
            f'"premiumsSymbol1M":".{name}PI","premiumsSymbol8H":".{name}PI8H","fundingBaseSymbol1M":".{base}INT",'
            f'"fundingQuoteSymbol1M":".{m.quote}INT","lowPrice":{short(d.low, p)},"highPrice":{short(d.high, p)},'
            f'"priceChgPct":{short(d.ratio, 4)},"priceChg":{short(d.change, p)}}}')

    async def prices(self, request):
        """Every last price and no volume; documented, of no use to a scan."""
        rows = []
        names = {m: name for name, m in self.markets.items() if m.active}
        for m, d in await self.days(request, names):
            p = short(d.last, m.price_places)
            rows.append(f'{{"sequence":1001,"symbol":"{names[m]}","side":"buy","size":10,"price":"{p}",'
                        f'"bestBidSize":20,"bestBidPrice":"{p}","bestAskSize":30,"bestAskPrice":"{p}",'
                        f'"tradeId":"1738234702866","ts":{d.now * 1000000}}}')
        return self.text('{"code":"200000","data":[' + ",".join(rows) + "]}")

    def candles(self, request):
        market = self.find(request.query.get("symbol", ""))
        if market is None or not market.active:
            raise Bad(self.error(400100, "Unsupported trading pair."))
        item = INTERVALS.get(request.query.get("granularity"))
        if item is None:
            raise Bad(self.error(400100, "Error granularity."))
        start, end = self.millis(request, "from"), self.millis(request, "to")
        rows = self.window(request, market, item, self.writer, MAX_ROWS, start, end, oldest=start is not None)
        return self.text('{"code":"200000","data":[' + ",".join(rows) + "]}")

    def millis(self, request, name):
        try:
            return number(request, name)
        except ValueError:
            raise Bad(self.error(400100, f"{name} Parameter error.")) from None

    def writer(self, market, item):
        p = market.price_places
        contract = market.contract()

        def row(candle, closed):
            t, o, h, l, c, v, q, _ = candle
            return (f'[{t},{short(o, p)},{short(h, p)},{short(l, p)},{short(c, p)},{v / contract:.0f},'
                    f'{short(q, 4)}]')
        return row
