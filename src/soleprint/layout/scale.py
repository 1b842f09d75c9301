"""Scale groups: pictures of one page or set that would be nearly alike are drawn at one scale.

A length on the body is then the same length on paper, or two thirds of it, or 1.4 times as long (a lens), wherever that
costs a picture little. Scales are points of paper per millimetre of body.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from soleprint.store import Store, personal

CLASSES = (2 / 3, 1.0, 1.4)
"""What of the group's scale a picture may have."""
KEPT = 0.84
"""A picture that would lose more of its size is drawn as large as it can be."""
_groups: Store[tuple[float, ...], float] = personal(Store(60))
"""By what pictures can have: most documents are made again with other words."""


def group_scale(fits: Sequence[float]) -> float:
    """The scale at which pictures that can have these stay largest together; 0 for fewer than two."""
    if len(fits) < 2:
        return 0.0
    key = tuple(fits)
    return _groups.get(key) or _groups.put(key, _largest_together(key))


def _largest_together(fits: Sequence[float]) -> float:
    candidates = sorted({fit / size for fit in fits for size in CLASSES})
    alike = Counter(fits).items()
    return max(candidates, key=lambda group: sum([many * own_scale(group, fit) / fit for fit, many in alike]))


def own_scale(group: float, fit: float) -> float:
    """A picture's scale in a group: the largest class that fits it; 0 where that costs it too much."""
    for size in reversed(CLASSES):
        own = group * size
        if own <= fit * 1.001:
            return min(own, fit) if own >= KEPT * fit else 0.0
    return 0.0
