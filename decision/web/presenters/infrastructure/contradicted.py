"""A verdict and the answers behind it that the team's files contradict."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from decision.catalog import Catalog
from decision.web.presenters import wording
from decision.web.presenters.infrastructure.evidence import EvidenceView


@dataclass(frozen=True, slots=True)
class Contradicted:
    """Questions as they are asked: those whose answer ``decides``, and the ``others``."""

    decides: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """A sentence; empty where nothing is contradicted."""
        if self.decides:
            return _("Rests on an answer that your files contradict: %s.") % _quoted(self.decides)
        if self.others:
            return _("Your files contradict an answer: %s.") % _quoted(self.others)
        return ""


NOTHING_CONTRADICTED = Contradicted()


def contradicted(
    catalog: Catalog,
    said: Iterable[EvidenceView],
    load_bearing: Collection[str],
    gates: Collection[str],
) -> Contradicted:
    """What the files contradict of one store and of the system.

    An answer decides where another one would turn the verdict (``load_bearing``: short titles),
    or where it made a gate act (``gates``: answers in words, each with its question).
    """
    decides: dict[str, None] = {}
    others: dict[str, None] = {}
    for each in said:
        short = wording.question_title(catalog, each.question)
        acts = any(each.title in answer or short in answer for answer in gates)
        (decides if acts or short in load_bearing else others)[each.title] = None
    return Contradicted(tuple(decides), tuple(others))


def together(stores: Iterable[Contradicted]) -> Contradicted:
    """What is contradicted of any of several stores, each question once."""
    found = list(stores)
    decides = dict.fromkeys(title for each in found for title in each.decides)
    others = dict.fromkeys(title for each in found for title in each.others)
    return Contradicted(tuple(decides), tuple(each for each in others if each not in decides))


def _quoted(titles: Iterable[str]) -> str:
    return wording.listed(f"“{each}”" for each in titles)
