"""Random numbers by name: draw k of a figure is a function of the seed, k and the figure's name.

References
----------
Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC '11, doi
10.1145/2063384.2063405: Philox4x64 with ten rounds, as numpy has it.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from valuechain.kernels.arrays import Floats

Words = NDArray[np.uint64]
_ROUNDS: Final = 10
_FIRST, _SECOND = np.uint64(0xD2E7470EE14C6C93), np.uint64(0xCA5A826395121157)
_BUMPS: Final = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBB67AE8584CAA73B))
_LOW: Final = np.uint64(0xFFFFFFFF)
_HALF: Final = np.uint64(32)


def stream_key(seed: int, name: str) -> tuple[int, int]:
    """Key of the numbers of one name: the first 16 bytes of a SHA-256."""
    digest = hashlib.sha256(f"valuechain draw|{seed}|{name}".encode()).digest()
    return int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:16], "little")


def _product(left: Words, right: np.uint64) -> tuple[Words, Words]:
    """High and low word of a product of two words."""
    left_low, left_high = left & _LOW, left >> _HALF
    right_low, right_high = right & _LOW, right >> _HALF
    low = left_low * right_low
    middle = left_high * right_low + (low >> _HALF)
    other = left_low * right_high + (middle & _LOW)
    high = left_high * right_high + (middle >> _HALF) + (other >> _HALF)
    return high, left * right


def philox(keys: Sequence[tuple[int, int]], counters: Sequence[int]) -> Words:
    """Four random words for every key and counter, shape (4, keys, counters).

    Parameters
    ----------
    keys : sequence of (int, int)
        From :func:`stream_key`.
    counters : sequence of int
        Numbers of the draws, 0 or more.
    """
    table = np.array(keys, dtype=np.uint64).reshape(-1, 2)
    shape = (len(table), len(counters))
    key = [np.broadcast_to(table[:, [at]], shape) for at in (0, 1)]
    words = [np.zeros(shape, dtype=np.uint64) for _ in range(4)]
    words[0] = np.broadcast_to(np.array(counters, dtype=np.uint64), shape).copy()
    with np.errstate(over="ignore"):
        for number in range(_ROUNDS):
            if number:
                key = [one + bump for one, bump in zip(key, _BUMPS, strict=True)]
            high0, low0 = _product(words[0], _FIRST)
            high1, low1 = _product(words[2], _SECOND)
            words = [high1 ^ words[1] ^ key[0], low1, high0 ^ words[3] ^ key[1], low0]
    return np.stack(words)


def uniforms(words: Words) -> Floats:
    """Numbers between 0 and 1, both excluded, from the upper 52 bits of words."""
    return (words >> np.uint64(12)).astype(np.float64) * 2.0**-52 + 2.0**-53
