"""Cut one candle into n smaller ones that add up to it exactly."""


def split(row, n, noise, places, volume_places):
    """`row` is (open, high, low, close, volume). The first child opens where the parent opens, the
    last closes where it closes, some child touches its high and some its low."""
    o, h, l, c, volume = row
    span = h - l
    if span <= 0:
        return [(o, h, l, c, round(volume / n, volume_places))] * n
    # A random bridge: a walk bent so that it comes back to zero, laid over the line open -> close.
    walk, total, largest = [0.0], 0.0, 1e-9
    for _ in range(n):
        total += noise.bell()
        walk.append(total)
    for k in range(1, n):
        walk[k] -= total * k / n
        largest = max(largest, abs(walk[k]))
    swing = span * (0.3 + 0.3 * noise.uniform()) / largest
    points = [o]
    for k in range(1, n):
        # The extremes may be finer than `places` (a file whose tick changed): clamp after rounding.
        points.append(min(h, max(l, round(o + (c - o) * k / n + walk[k] * swing, places))))
    points.append(c)
    bodies, weights = [], 0.0
    for k in range(n):
        a, b = points[k], points[k + 1]
        top, bottom = (a, b) if a > b else (b, a)
        wick = span * 0.08
        top = min(h, round(top + wick * noise.uniform(), places))
        bottom = max(l, round(bottom - wick * noise.uniform(), places))
        # Rounding may push a wick inside its body.
        top, bottom = max(top, a, b), min(bottom, a, b)
        weight = (0.3 + noise.uniform()) * (0.4 + (top - bottom) / span)
        weights += weight
        bodies.append([a, top, bottom, b, weight])
    max(bodies, key=lambda x: x[1])[1] = h
    min(bodies, key=lambda x: x[2])[2] = l
    return [(a, t, b, z, round(volume * w / weights, volume_places)) for a, t, b, z, w in bodies]


def join(rows):
    """One candle out of consecutive ones; the inverse of split up to rounding of volumes."""
    high, low, volume = rows[0][1], rows[0][2], 0.0
    for row in rows:
        if row[1] > high:
            high = row[1]
        if row[2] < low:
            low = row[2]
        volume += row[4]
    return (rows[0][0], high, low, rows[-1][3], volume)
