"""The public pages: what this is, the whole rulebook, the words, the sources, the examples."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from decision.catalog.examples import example_system
from decision.content import current_catalog
from decision.web.access import capability_headers, held_links
from decision.web.drawings import page_drawing
from decision.web.presenters.disagreements import both_sides
from decision.web.presenters.examples import example_answers, example_cards
from decision.web.presenters.flow_chart import FLOW_LOOK, flow_map
from decision.web.presenters.glossary import term_entries
from decision.web.presenters.home import home_example
from decision.web.presenters.maps import studio
from decision.web.presenters.result import result_view
from decision.web.presenters.rulebook import rulebook_view
from decision.web.presenters.wording import points, times

#: Assessments that the start page offers to go on with.
SHOWN = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, in ten seconds, with a real example; and the way back to one's own work."""
    opened = held_links(request)
    context = {"example": home_example(current_catalog()), "opened": opened[:SHOWN]}
    response = render(request, "home.html", context)
    return capability_headers(response) if opened else response


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Where it comes from, what it is not, and what it does with data."""
    context = {"catalog": current_catalog(), "nav_current": "about"}
    return render(request, "rules/about.html", context)


@require_safe
def rulebook(request: HttpRequest) -> HttpResponse:
    """Questions, gates, weights and sources: everything that decides."""
    catalog = current_catalog()
    context = {
        "nav_current": "rulebook",
        "book": rulebook_view(catalog),
        "catalog": catalog,
        "together": points(catalog.rulebook.together_from),
        "separate": points(catalog.rulebook.separate_from),
        "development": times(catalog.scoring.risk["development"]),
        "test": times(catalog.scoring.risk["test"]),
        "levels": sorted(catalog.separation_levels.values(), key=lambda level: level.id),
    }
    return render(request, "rules/rulebook.html", context)


@require_safe
def flow(request: HttpRequest) -> HttpResponse:
    """The questionnaire as a graph."""
    marked = flow_map(current_catalog())
    drawing = page_drawing(marked, FLOW_LOOK, studio())
    context = {
        "nav_current": "rulebook",
        "marked": marked,
        "svg": drawing.svg,
        "drawing_error": drawing.problem,
        "small": True,
        "heading": _("The questions as a graph"),
        "lead": _(
            "In the order in which they are asked. A question that only some answers open "
            "names its condition."
        ),
    }
    return render(request, "map/map.html", context)


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """All terms, the talk's and ours."""
    context = {"nav_current": "glossary", "terms": term_entries(current_catalog())}
    return render(request, "rules/glossary.html", context)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Everything the rules rest on, and where sources contradict each other."""
    catalog = current_catalog()
    context = {
        "nav_current": "sources",
        "catalog": catalog,
        "disagreements": [both_sides(catalog, each) for each in catalog.disagreements.values()],
    }
    return render(request, "rules/sources.html", context)


@require_safe
def examples(request: HttpRequest) -> HttpResponse:
    """The gallery of worked examples."""
    cards = example_cards(current_catalog())
    return render(request, "rules/examples.html", {"cards": cards, "nav_current": "examples"})


@require_safe
def example(request: HttpRequest, example: str) -> HttpResponse:
    """One worked example with its whole result."""
    catalog = current_catalog()
    if example not in catalog.examples:
        raise Http404("There is no such example.")
    system = example_system(catalog, example)
    context = {
        "nav_current": "examples",
        "example": catalog.examples[example],
        "result": result_view(catalog, system),
        "groups": example_answers(catalog, system),
    }
    return render(request, "rules/example.html", context)
