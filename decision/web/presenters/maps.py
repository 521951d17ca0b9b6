"""The maps in the terms of drawing: the talk's map with the team's position, and the small one."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from decision.catalog import Catalog
from decision.domain.answers import Store, System, known, of_store
from decision.domain.assessmentmap import (
    Assessed,
    AssessedStore,
    AssessmentWords,
    assessment_map,
)
from decision.domain.facts import values
from decision.domain.mapposition import Position, StorePosition, Wording, mark
from decision.domain.mindmap import MarkedMap
from decision.domain.recommendation import with_kind
from decision.domain.vocabulary import VERDICT_ENVIRONMENT
from decision.reports.drawing import Fonts, Studio
from decision.web.presenters.result import ResultView, StoreView

#: Reasons and next steps of each store on the small map, for so many stores at most: what
#: stands on a slide has to be read from afar. With more stores there is only their verdict.
LISTED = ((3, 2), (12, 1))


def small_map(result: ResultView) -> MarkedMap:
    """System, stores, verdicts, reasons and next steps."""
    words = AssessmentWords(
        _("Verdict"), _("Why"), _("Next steps"), _("Next step"), _("In your files")
    )
    return assessment_map(assessed(result), words)


def studio() -> Studio:
    """Drawings use the same font files as the pages and the report."""
    fonts = Fonts(settings.ROOT / "static" / "fonts", settings.DATA_FOLDER / "cache" / "fonts")
    return Studio(fonts=fonts, language=get_language() or settings.LANGUAGE_CODE)


def assessed(result: ResultView) -> Assessed:
    """The result as the small map takes it."""
    listed = next((listed for most, listed in LISTED if len(result.stores) <= most), 0)
    return Assessed(
        system=result.system,
        verdict=result.result,
        verdict_title=result.label,
        stores=tuple(_assessed_store(store, listed) for store in result.stores),
        next_steps=tuple(
            _("Find out: %s") % each.short for each in result.next_questions[: max(listed, 1)]
        ),
    )


def _assessed_store(store: StoreView, listed: int) -> AssessedStore:
    steps = [each.title for each in store.due.prerequisites]
    if store.due.playbook:
        steps.append(store.due.playbook.title)
    return AssessedStore(
        name=store.name,
        zone=store.zone.id if store.zone else "",
        zone_title=_("%s zone") % store.zone.title if store.zone else _("Zone unknown"),
        verdict=store.result,
        verdict_title=store.label,
        reasons=tuple(each.title for each in store.strongest[:listed]),
        next_steps=tuple(steps[:listed]),
        files=_in_files(store, always=listed > 0),
    )


def _in_files(store: StoreView, *, always: bool) -> str:
    """What the files say in a few words; with many stores only what calls for something."""
    if store.files is None:
        return ""
    return store.files.calls or (store.files.protected.lower() if always else "")


def marked_map(catalog: Catalog, system: System, result: ResultView) -> MarkedMap:
    """The talk's map with everything that the answers mark on it."""
    found = values(catalog.rulebook, known(system.answers), VERDICT_ENVIRONMENT)
    stores = tuple(
        _store_position(catalog, system, store, view)
        for store, view in zip(system.stores, result.stores, strict=True)
    )
    answers = {**known(system.answers), **_facts(catalog, found)}
    return mark(catalog.mind_map, Position(answers, stores), _wording(catalog))


def talk_map(catalog: Catalog) -> MarkedMap:
    """The talk's map without anybody's answers."""
    return mark(catalog.mind_map, Position({}, ()), _wording(catalog))


def _store_position(
    catalog: Catalog, system: System, store: Store, view: StoreView
) -> StorePosition:
    given = with_kind(catalog.rulebook, store, of_store(system, store))
    found = values(catalog.rulebook, given, VERDICT_ENVIRONMENT)
    own = with_kind(catalog.rulebook, store, known(store.answers))
    zone = view.zone.id if view.zone else ""
    calls = view.files.calls if view.files else ""
    verdict = _("%(verdict)s (files: %(calls)s)") % {"verdict": view.label, "calls": calls}
    return StorePosition(
        store.name, zone, verdict if calls else view.label, {**own, **_facts(catalog, found)}
    )


def _facts(catalog: Catalog, found: Mapping[str, str]) -> dict[str, str]:
    return {name: found[name] for name in catalog.facts if found.get(name)}


def _wording(catalog: Catalog) -> Wording:
    answers = {
        (question.id, option.id): option.title
        for question in catalog.questions.values()
        for option in question.options
    }
    return Wording(answers, {key: term.title for key, term in catalog.glossary.items()})
