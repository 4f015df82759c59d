"""How one reader likes values written: in which lengths and by which clock."""

from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Literal

Length = Literal["cm", "in", "mm"]


@dataclass(frozen=True)
class Manner:
    """The reader's own habits; the stored value never depends on them."""

    length: Length = "cm"
    zone: tzinfo = UTC
