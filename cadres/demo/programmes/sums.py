"""Shares out a printed total so that the parts add up to it exactly. Pure."""

from collections.abc import Sequence


def shared_out(total: int, weights: Sequence[int], *, step: int = 1) -> list[int]:
    """Whole parts of `total` in proportion to `weights`, each a multiple of `step` but the first, which takes what is left over.

    Raises ValueError without a positive weight.
    """
    whole = sum(weights)
    if whole <= 0:
        raise ValueError("Nothing to share out among.")
    parts = [total * weight // whole // step * step for weight in weights]
    parts[0] += total - sum(parts)
    return parts
