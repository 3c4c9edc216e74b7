"""Faults in the rows of a list: order, doubles, holes, times. They work on the parsed body, guided by
the venue's CandleShape; on ticker and market lists they take the longest list in the body."""
import json

from fault_bodies import remade


class Rows:
    """The rows of a body, to be changed in place."""

    def __init__(self, venue, route, reply):
        self.reply = reply
        self.document = json.loads(reply.body)
        self.shape = venue.SHAPE if "candles" in route.kinds else None
        self.columns = self.shape.columns if self.shape else None
        node = self._candles() if self.shape else self._longest(self.document)
        self.node = self.rows = node
        if self.columns and node is not None:
            self.rows = [dict(zip(self.columns, cells)) for cells in zip(*(node[name] for name in self.columns))]

    def _candles(self):
        """The list of rows, or the object of columns; None in an error body, which has neither."""
        node = self.document
        for key in self.shape.way:
            if not isinstance(node, dict):
                return None
            if key is None:
                key = next((name for name, value in node.items() if isinstance(value, list)), None)
            node = node.get(key)
        return node if isinstance(node, dict if self.columns else list) else None

    def _longest(self, node):
        best = node if isinstance(node, list) else []
        children = node.values() if isinstance(node, dict) else ()
        for child in children:
            found = self._longest(child)
            if len(found) > len(best):
                best = found
        return best

    def put(self, rows):
        if self.columns:
            for name in self.columns:
                self.node[name] = [row[name] for row in rows]
        else:
            self.node[:] = rows
        body = json.dumps(self.document, separators=(",", ":"), ensure_ascii=False)
        return remade(self.reply, body)


def spoiler(change):
    def spoil(options, venue, route, reply, noise):
        if reply.status != 200:
            return reply
        rows = Rows(venue, route, reply)
        return reply if rows.rows is None else rows.put(change(rows, options, noise))
    return spoil


def only_candles(spoil):
    """For faults of times, which only rows of candles have."""
    def guarded(options, venue, route, reply, noise):
        return spoil(options, venue, route, reply, noise) if "candles" in route.kinds else reply
    return guarded


def amount(options, total, default):
    return max(1, int(options.get("count", options.get("ratio", default) * total)))


@spoiler
def empty(rows, options, noise):
    return []


@spoiler
def reverse(rows, options, noise):
    return list(rows.rows)[::-1]


@spoiler
def shuffle(rows, options, noise):
    mixed = list(rows.rows)
    for i in range(len(mixed) - 1, 0, -1):
        j = noise.bits() % (i + 1)
        mixed[i], mixed[j] = mixed[j], mixed[i]
    return mixed


@spoiler
def duplicate(rows, options, noise):
    result = list(rows.rows)
    for _ in range(amount(options, len(result), 0.05) if result else 0):
        at = noise.bits() % len(result)
        result.insert(at, result[at])
    return result


@spoiler
def remove(rows, options, noise):
    result = list(rows.rows)
    for _ in range(min(amount(options, len(result), 0.05), len(result))):
        del result[noise.bits() % len(result)]
    return result


def time_of(rows, row):
    return int(row[rows.shape.time])


@only_candles
@spoiler
def keep_newest(rows, options, noise):
    ordered = sorted(rows.rows, key=lambda row: time_of(rows, row))
    kept = {time_of(rows, row) for row in ordered[-options.get("rows", 50):]}
    return [row for row in rows.rows if time_of(rows, row) in kept]


@only_candles
@spoiler
def misalign(rows, options, noise):
    """All times moved by `ms` (default 17 s), in the type they had."""
    step = options.get("ms", 17_000) // rows.shape.unit_ms
    result = []
    for row in rows.rows:
        old = row[rows.shape.time]
        row = dict(row) if isinstance(row, dict) else list(row)
        row[rows.shape.time] = type(old)(int(old) + step)
        result.append(row)
    return result
