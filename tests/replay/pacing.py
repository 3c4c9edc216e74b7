"""Scripted scan times: the k-th of n answers of a scan leaves at first request + duration * k / n.

So a scan of n requests takes exactly its duration, whatever the client's concurrency. A scan that
sent fewer than n ends with the first second in which nothing is asked.
"""
IDLE_S = 1.0


class Pace:
    def __init__(self, seconds, requests):
        self.seconds, self.requests = seconds, requests
        self.first, self.count = None, 0
        self.waiting, self.last = 0, 0.0

    def due(self, now):
        """When the answer to a request that arrives now shall leave."""
        idle = self.waiting == 0 and now - self.last > IDLE_S
        if self.first is None or self.count >= self.requests or idle:
            self.first, self.count = now, 0
        self.count += 1
        self.waiting += 1
        return self.first + self.seconds * self.count / self.requests

    def answered(self, now):
        self.waiting -= 1
        self.last = now


def parse_durations(text, markets, requests_text=""):
    """"binance=2.5,okx=2.75" and "152" or "152,coinbase=151" into {id: Pace}; without a number a scan
    is two lists and a candle request for each of the exchange's `markets` (a function of its id)."""
    counts, common = {}, None
    for part in filter(None, requests_text.split(",")):
        name, eq, value = part.partition("=")
        if eq:
            counts[name.strip()] = int(value)
        else:
            common = int(name)
    paces = {}
    for part in filter(None, text.split(",")):
        name, _, value = part.partition("=")
        name = name.strip()
        requests = counts.get(name, common)
        paces[name] = Pace(float(value), markets(name) + 2 if requests is None else requests)
    return paces
