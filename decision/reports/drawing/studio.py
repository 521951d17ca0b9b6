"""What every drawing of an installation shares."""

from dataclasses import dataclass, field

from decision.reports.drawing.process import Fonts, Limits


@dataclass(frozen=True, slots=True)
class Studio:
    """The fonts, what one run of Graphviz may use, and the language of documents."""

    fonts: Fonts = field(default_factory=Fonts)
    limits: Limits = field(default_factory=Limits)
    language: str = "en"
