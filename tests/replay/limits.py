"""Who may ask how often. A venue names its rules (venues/*.py: RULES and `costs`); this file counts
per client address and keeps the punishments."""


class Rule:
    """One limit: `kind` is a class of windows.py, `limit` requests or weight in `seconds`."""

    def __init__(self, name, kind, limit, seconds):
        self.name, self.kind, self.limit, self.seconds = name, kind, limit, seconds


class Verdict:
    """ok, limited or banned; `until_s` seconds to wait; `window` the one that speaks in headers."""
    __slots__ = ("state", "wait_s", "window", "windows")

    def __init__(self, state, wait_s=0.0, window=None, windows=None):
        self.state, self.wait_s, self.window, self.windows = state, wait_s, window, windows or {}


class NoPenalty:
    """Too many requests are refused and nothing more."""

    def banned(self, now):
        return 0.0

    def exceeded(self, now):
        return 0.0


class Ladder:
    """Binance: who goes on after 429 is banned, first for two minutes, each time twice as long, at
    most three days. Requests sent during a ban count as going on."""
    FIRST, LONGEST, PATIENCE = 120.0, 3 * 86400.0, 10

    def __init__(self, scale):
        self.scale = scale
        self.until, self.next, self.strikes = 0.0, self.FIRST, 0
        self.last = 0.0

    def banned(self, now):
        if now >= self.until:
            return 0.0
        self.strikes += 1
        if self.strikes % self.PATIENCE == 0:
            self._ban(now)
        return self.until - now

    def exceeded(self, now):
        # Strikes are forgotten by an hour of good conduct.
        if now - self.last > 3600 * self.scale:
            self.strikes, self.next = 0, self.FIRST
        self.last = now
        self.strikes += 1
        if self.strikes % self.PATIENCE:
            return 0.0
        self._ban(now)
        return self.until - now

    def _ban(self, now):
        self.until = now + self.next * self.scale
        self.next = min(self.LONGEST, self.next * 2)


class Block:
    """Bybit: one step over the limit blocks the address for ten minutes."""
    SECONDS = 600.0

    def __init__(self, scale):
        self.scale, self.until = scale, 0.0

    def banned(self, now):
        return max(0.0, self.until - now)

    def exceeded(self, now):
        self.until = now + self.SECONDS * self.scale
        return self.until - now


class Limiter:
    """All windows and penalties of one pool (an exchange, or two that share, as KuCoin's)."""

    def __init__(self, rules, penalty, scale=1.0, penalty_scale=1.0):
        self.rules = {rule.name: rule for rule in rules}
        self.penalty = penalty
        self.scale, self.penalty_scale = scale, penalty_scale
        self.clients = {}
        self.requests_while_banned = 0
        self.refused = 0

    def reset(self):
        self.clients.clear()
        self.requests_while_banned = self.refused = 0

    def check(self, client, costs, now):
        """`costs` is [(rule name, sub-key or None, cost)], the one for the headers first."""
        windows, punishment = self.clients.setdefault(client, ({}, None))
        if punishment is None:
            punishment = NoPenalty() if self.penalty is None else self.penalty(self.penalty_scale)
            self.clients[client] = (windows, punishment)
        wait = punishment.banned(now)
        if wait > 0:
            self.requests_while_banned += 1
            return Verdict("banned", wait)
        first, failed, seen = None, None, {}
        for name, sub, cost in costs:
            window = windows.get((name, sub))
            if window is None:
                rule = self.rules[name]
                limit = max(1, int(rule.limit * self.scale))
                window = windows[(name, sub)] = rule.kind(limit, rule.seconds)
            seen[name] = window
            first = first or window
            if not window.take(now, cost) and failed is None:
                failed = window
        if failed is None:
            return Verdict("ok", 0.0, first, seen)
        self.refused += 1
        ban = punishment.exceeded(now)
        if ban > 0:
            return Verdict("banned", ban, failed, seen)
        return Verdict("limited", failed.wait(now), failed, seen)

    def peaks(self):
        """{rule: {"peak", "limit", "seconds"}}: the worst any client did in any one window."""
        worst = {}
        for windows, _ in self.clients.values():
            for (name, sub), window in windows.items():
                key = name if sub is None else f"{name}:{sub}"
                entry = worst.setdefault(key, {"peak": 0, "limit": window.limit, "seconds": window.seconds})
                entry["peak"] = max(entry["peak"], round(window.peak, 3))
        return worst
