"""What the server saw, per exchange and route, for GET /_control/stats."""


class RouteStats:
    __slots__ = ("requests", "status")

    def __init__(self):
        self.requests = 0
        self.status = {}


class ExchangeStats:
    def __init__(self):
        self.routes = {}
        self.connections = 0
        self.now = self.peak = 0
        self.faults = 0

    def enter(self, route):
        entry = self.routes.get(route)
        if entry is None:
            entry = self.routes[route] = RouteStats()
        entry.requests += 1
        self.now += 1
        if self.now > self.peak:
            self.peak = self.now
        return entry

    def leave(self, entry, status):
        """`status` is the HTTP status, or the name of the fault that answered without one."""
        self.now -= 1
        entry.status[status] = entry.status.get(status, 0) + 1

    def report(self):
        return {
            "requests": sum(r.requests for r in self.routes.values()),
            "routes": {name: {"requests": r.requests, "status": {str(k): v for k, v in r.status.items()}}
                       for name, r in sorted(self.routes.items())},
            "connections_accepted": self.connections,
            "concurrent_requests": self.now,
            "peak_concurrent_requests": self.peak,
            "faults_injected": self.faults,
        }
