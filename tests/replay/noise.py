"""Cheap random numbers that are the same on every machine.

Only integer and basic float arithmetic (no logarithm, no sine), so a seed gives the same bits
everywhere; seeding costs a microsecond, where random.Random costs ten.
"""
from zlib import crc32

_MASK = (1 << 64) - 1
_SCALE = 1.0 / (1 << 53)


def key_of(text):
    """A 64-bit seed from a text."""
    raw = text.encode()
    return (crc32(raw) << 32) | crc32(raw, 0x5EED)


class Noise:
    __slots__ = ("state",)

    def __init__(self, seed):
        self.state = seed & _MASK

    def bits(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & _MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return z ^ (z >> 31)

    def uniform(self):
        """In [0, 1)."""
        return (self.bits() >> 11) * _SCALE

    def bell(self):
        """Mean 0, deviation 1, bounded by about 3.5: the sum of four uniforms of 16 bits each."""
        z = self.bits()
        total = (z & 0xFFFF) + (z >> 16 & 0xFFFF) + (z >> 32 & 0xFFFF) + (z >> 48)
        return (total - 131070) * 2.6429e-5
