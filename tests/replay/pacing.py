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


def parse_durations(text, default_requests, requests_text=""):
    """"binance=2.5,okx=2.75" and "152" or "152,kucoinfutures=151" into {id: Pace}."""
    counts, common = {}, default_requests
    for part in filter(None, requests_text.split(",")):
        name, eq, value = part.partition("=")
        if eq:
            counts[name.strip()] = int(value)
        else:
            common = int(name)
    paces = {}
    for part in filter(None, text.split(",")):
        name, _, value = part.partition("=")
        paces[name.strip()] = Pace(float(value), counts.get(name.strip(), common))
    return paces
