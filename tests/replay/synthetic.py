#!/usr/bin/env python3
"""Synthetic candles: a geometric random walk through changing market regimes.

The same (seed, symbol, interval) gives the same rows bit for bit, and fewer rows are a prefix of
more, so a test may name a candle by its number.
"""
import argparse
import sys

from intervals import DAY, HOUR, STEPS
from noise import Noise, key_of

# name, drift and volatility as multiples of the market's own volatility, mean length in candles
REGIMES = (
    ("trend_up", 0.16, 0.9, 45),
    ("trend_down", -0.16, 1.0, 40),
    ("range", 0.0, 0.6, 60),
    ("burst", 0.0, 2.6, 9),
)
# Monday, so that weekly rows open on a Monday like everybody's.
FIRST_OPEN_MS = 1704067200000
DAILY_QUOTE_VOLUME = 2e7


def start_price(symbol, seed):
    """Log-uniform over 1e-6 .. 1e5, by repeated multiplication to stay free of libm."""
    noise = Noise(key_of(f"{seed}|price|{symbol}"))
    price = 1e-6
    for _ in range(int(noise.uniform() * 10.99)):
        price *= 10.0
    return price * (1.0 + 8.9 * noise.uniform())


def decimals_for(price):
    """Six significant digits, at most ten decimals: what an exchange would quote."""
    places = 5
    while price < 1.0 and places < 10:
        price *= 10.0
        places += 1
    while price >= 10.0 and places > 1:
        price /= 10.0
        places -= 1
    return places


def volume_decimals_for(price):
    """Finer for dearer coins: five for Bitcoin, none for what costs less than a dollar."""
    return max(0, 6 - decimals_for(price))


def generate(symbol, interval, rows, seed=1, price=None, first_open=FIRST_OPEN_MS,
             daily_quote=DAILY_QUOTE_VOLUME):
    """`rows` candles (time_ms, open, high, low, close, volume), oldest first."""
    noise = Noise(key_of(f"{seed}|{symbol}|{interval}"))
    anchor = price if price is not None else start_price(symbol, seed)
    places, volume_places = decimals_for(anchor), volume_decimals_for(anchor)
    step = STEPS[interval]
    # 0.4 to 1.0 % an hour, growing with the root of time
    sigma = (0.004 + 0.006 * noise.uniform()) * (step / HOUR) ** 0.5
    quote_each = daily_quote * step / DAY
    left, drift, loud, ranging = 0, 0.0, 1.0, False
    last, centre, result = round(anchor, places), anchor, []
    for i in range(rows):
        if left == 0:
            name, drift, loud, mean = REGIMES[noise.bits() % 4]
            left = 1 + int(mean * 2 * noise.uniform())
            ranging, centre = name == "range", last
        left -= 1
        # A range pulls to its own centre; everything pulls weakly to the anchor, or a thousand
        # candles of one trend would leave the plausible prices.
        pull = 0.1 * (centre / last - 1.0) if ranging else 0.0
        pull += max(-0.3 * sigma, min(0.3 * sigma, 0.002 * (anchor / last - 1.0)))
        move = max(-0.5, drift * sigma + pull + sigma * loud * noise.bell())
        close = last * (1.0 + move)
        reach = sigma * loud * 0.6
        high = max(last, close) * (1.0 + reach * noise.uniform())
        low = min(last, close) * max(0.5, 1.0 - reach * noise.uniform())
        busy = (0.4 + 0.8 * noise.uniform()) * (0.6 + abs(move) / sigma * 0.5)
        unit = 10.0 ** -places
        close = max(unit, round(close, places))
        high = max(round(high, places), last, close)
        low = max(unit, min(round(low, places), last, close))
        volume = round(quote_each * busy / last, volume_places)
        result.append((first_open + i * step, last, high, low, close, volume))
        last = close
    return result


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--symbol", default="BTC/USDT")
    parser.add_argument("--interval", default="1h", choices=sorted(STEPS))
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--price", type=float, help="first open; default: drawn from the seed")
    args = parser.parse_args(argv)
    print("time_ms,open,high,low,close,volume")
    for row in generate(args.symbol, args.interval, args.rows, args.seed, args.price):
        # repr is the shortest text that reads back as the same double
        print(",".join(repr(cell) for cell in row))


if __name__ == "__main__":
    main(sys.argv[1:])
