"""Ways in which exchanges count requests. Times are seconds of Clock.ticks."""
from collections import deque


class Aligned:
    """A fixed window on the clock's own grid (Binance's minute). Refused requests count too: the
    used weight such a venue reports goes on rising after the first refusal."""
    counts_refused = True

    def __init__(self, limit, seconds):
        self.limit, self.seconds = limit, seconds
        self.start, self.used, self.peak = 0.0, 0, 0

    def _begin(self, now):
        return now // self.seconds * self.seconds

    def take(self, now, cost):
        """True if `cost` still fits at `now`; then it is counted."""
        if self.used == 0 or now >= self.start + self.seconds:
            self.start, self.used = self._begin(now), 0
        fits = self.used + cost <= self.limit
        if fits or self.counts_refused:
            self.used += cost
            self.peak = max(self.peak, self.used)
        return fits

    def remaining(self):
        return max(0, self.limit - self.used)

    def wait(self, now):
        """Seconds until the window forgets."""
        return max(0.0, self.start + self.seconds - now)


class FromFirst(Aligned):
    """A fixed window that starts with the client's first request (KuCoin, Gate)."""
    counts_refused = False

    def _begin(self, now):
        return now


class Sliding:
    """Any `seconds` in a row (OKX, Bybit)."""

    def __init__(self, limit, seconds):
        self.limit, self.seconds = limit, seconds
        self.taken, self.used, self.peak = deque(), 0, 0

    def take(self, now, cost):
        taken = self.taken
        while taken and taken[0][0] <= now - self.seconds:
            self.used -= taken.popleft()[1]
        fits = self.used + cost <= self.limit
        if fits:
            taken.append((now, cost))
            self.used += cost
            self.peak = max(self.peak, self.used)
        return fits

    def remaining(self):
        return max(0, self.limit - self.used)

    def wait(self, now):
        return max(0.0, self.taken[0][0] + self.seconds - now) if self.taken else 0.0


class Bucket:
    """A token bucket (Coinbase, Kraken): `limit` tokens at rest, refilled over `seconds`."""

    def __init__(self, limit, seconds):
        self.limit, self.seconds = limit, seconds
        self.tokens, self.at, self.peak = float(limit), None, 0
        self.used = 0

    def take(self, now, cost):
        if self.at is not None:
            self.tokens = min(self.limit, self.tokens + (now - self.at) * self.limit / self.seconds)
        self.at = now
        # A client that paces exactly at the rate arrives with 0.999... tokens; forgive the rounding.
        fits = self.tokens + 1e-6 >= cost
        if fits:
            self.tokens -= cost
        self.used = self.limit - self.tokens
        self.peak = max(self.peak, self.used)
        return fits

    def remaining(self):
        return max(0, int(self.tokens))

    def wait(self, now):
        return max(0.0, (1 - self.tokens) * self.seconds / self.limit)
