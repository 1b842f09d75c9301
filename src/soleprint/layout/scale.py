"""Scale groups: pictures of one page or set that would be nearly alike are drawn at one scale.

A length on the body is then the same length on paper, or two thirds of it, or 1.4 times as long (a lens), wherever that
costs a picture little. Scales are points of paper per millimetre of body.
"""

from __future__ import annotations

from collections.abc import Sequence

CLASSES = (2 / 3, 1.0, 1.4)
"""What of the group's scale a picture may have."""
KEPT = 0.84
"""A picture that would lose more of its size is drawn as large as it can be."""


def group_scale(fits: Sequence[float]) -> float:
    """The scale at which pictures that can have these stay largest together; 0 for fewer than two."""
    if len(fits) < 2:
        return 0.0
    candidates = sorted({fit / size for fit in fits for size in CLASSES})
    return max(candidates, key=lambda group: sum(own_scale(group, fit) / fit for fit in fits))


def own_scale(group: float, fit: float) -> float:
    """A picture's scale in a group: the largest class that fits it; 0 where that costs it too much."""
    fitting = [group * size for size in CLASSES if group * size <= fit * 1.001]
    best = max(fitting, default=0.0)
    return min(best, fit) if best >= KEPT * fit else 0.0
