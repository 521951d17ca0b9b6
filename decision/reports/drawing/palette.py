"""Colours of the drawing, for light paper. The page's style sheet has the dark ones.

The talk's families are kept: definitions blue, "is affected by" lime, workload types
orange, CASF black. Zones are green, amber and red; their words and their border styles
say the same without colour.
"""

from dataclasses import dataclass
from typing import Final

INK: Final = "#161b28"
INK_SOFT: Final = "#4c5262"
PAPER: Final = "#ffffff"
LINK: Final = "#6b7080"


@dataclass(frozen=True, slots=True)
class Family:
    """``strong`` carries white text, ``tint`` carries ``text``, ``line`` is for borders."""

    strong: str
    tint: str
    line: str
    text: str
    border: str = "solid"  # solid, dashed or double: the zone without its colour


NEUTRAL: Final = Family("#3a4154", "#f4f2ec", "#b9b4a6", INK)

#: Verdicts have the product's accent, never the colours of zones.
ACCENT: Final = Family("#2542c0", "#e8ecfb", "#aebbf0", "#1a2f8f")

FAMILIES: Final[dict[str, Family]] = {
    "root": Family(INK, "#eef0f5", "#9aa0b0", INK),
    "definitions": Family("#1b5e9b", "#e4f0fb", "#8dbbe6", "#0f3356"),
    "affected-by": Family("#51690a", "#f0f6d2", "#b3c94e", "#33420a"),
    "workload-types": Family("#a84d00", "#feeedd", "#eba862", "#5c2b00"),
    "casf": Family("#12161f", "#e8e9ed", "#7d8392", "#12161f"),
    "figure": NEUTRAL,
    "system": Family(INK, "#eef0f5", "#9aa0b0", INK),
    "store": ACCENT,
    "verdict": ACCENT,
    "reason": NEUTRAL,
    "reasons": NEUTRAL,
    "step": NEUTRAL,
    "steps": NEUTRAL,
}

ZONES: Final[dict[str, Family]] = {
    "easy": Family("#1d7440", "#e2f3e7", "#7cbf94", "#14532d"),
    "medium": Family("#915700", "#fdefd2", "#d99a2b", "#6a4100", border="dashed"),
    "hard": Family("#bd2f27", "#fce5e2", "#d8665f", "#8c1d18", border="double"),
}


def family(role: str, zone: str) -> Family:
    """Return the colours of a node; its zone, where it has one, comes before its role."""
    if zone in ZONES:
        return ZONES[zone]
    return FAMILIES["verdict"] if role.startswith("verdict") else FAMILIES.get(role, NEUTRAL)
