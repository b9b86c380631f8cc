"""How far a share found in a random draw may be from the share in the whole."""

from __future__ import annotations

import math

# 97.5 per cent point of the normal distribution: a two-sided interval of 95%.
_Z = 1.959963984540054


def wilson(right: int, judged: int, population: int | None = None) -> tuple[float, float]:
    """The 95% interval of a share, 0 to 1, by Wilson's score method.

    Wilson, Journal of the American Statistical Association 22 (1927), 209-212; preferred to the textbook interval for
    small numbers and shares near 1 by Brown, Cai and DasGupta, Statistical Science 16 (2001), 101-133. For a draw
    without replacement from ``population`` the variance shrinks by (N - n) / (N - 1), the finite-population correction
    (Cochran, Sampling Techniques, 1977, section 2.6): where all were judged, the interval is the share itself.

    >>> [round(bound, 4) for bound in wilson(47, 50)]
    [0.8378, 0.9794]
    >>> [round(bound, 4) for bound in wilson(47, 50, 403)]
    [0.8463, 0.9781]
    >>> wilson(9, 10, 10)
    (0.9, 0.9)

    Raises:
        ValueError: Nothing was judged, or the numbers do not fit.
    """
    if not 0 <= right <= judged or judged == 0 or (population is not None and population < judged):
        raise ValueError(f"no share: {right} of {judged}, from {population}")
    share = right / judged
    if population == judged:
        return share, share
    size = judged if population is None else judged * (population - 1) / (population - judged)
    middle = share + _Z**2 / (2 * size)
    reach = _Z * math.sqrt(share * (1 - share) / size + _Z**2 / (4 * size**2))
    whole = 1 + _Z**2 / size
    return max((middle - reach) / whole, 0.0), min((middle + reach) / whole, 1.0)
