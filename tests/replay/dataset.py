"""Candle files: <dir>/<year>/<exchange>/<interval>/<BASE_QUOTE>.csv"""
import os

from intervals import CHAIN


def read_csv(path):
    """{open time: (open, high, low, close, volume)} and the most decimals seen in a price."""
    rows, places, volume_places = {}, 0, 0
    with open(path, encoding="ascii") as file:
        next(file)
        for line in file:
            t, o, h, l, c, v = line.rstrip("\n").split(",")
            for text in (o, c):
                if "e" not in text:
                    places = max(places, len(text) - text.find(".") - 1 if "." in text else 0)
            if "e" not in v and "." in v:
                volume_places = max(volume_places, len(v) - v.find(".") - 1)
            rows[int(t)] = (float(o), float(h), float(l), float(c), float(v))
    return rows, min(places, 10), min(volume_places, 8)


class Dataset:
    """Which files exist. Only one (year, exchange, quote) set serves a coin: mixing sets would make
    its 1h and its 1d tell different prices."""

    def __init__(self, directory):
        self.sets = {}  # base -> {interval: path}
        best = {}
        for year, exchange, interval, name, path in sorted(self._walk(directory)):
            base, _, quote = name.partition("_")
            if interval not in CHAIN:
                continue
            best.setdefault(base, {}).setdefault((year, exchange, quote), {})[interval] = path
        for base, sets in best.items():
            usable = [(self._rank(key, files), files) for key, files in sets.items()
                      if "1h" in files or "1d" in files]
            if usable:
                self.sets[base] = max(usable, key=lambda item: item[0])[1]
        self.bases = sorted(self.sets)

    @staticmethod
    def _rank(key, files):
        year, exchange, quote = key
        return ("1h" in files, year, len(files), quote == "USDT", exchange)

    @staticmethod
    def _walk(directory):
        for folder, _, names in os.walk(directory):
            parts = os.path.relpath(folder, directory).split(os.sep)
            if len(parts) != 3:
                continue
            for name in names:
                if name.endswith(".csv"):
                    yield (*parts, name[:-4], os.path.join(folder, name))
