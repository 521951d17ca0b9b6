"""One cut: what it leads to, and the files of the move. Nothing is executed or changed here."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decision.web.access import AssessmentRequest, readers
from decision.web.downloads import attachment
from decision.web.presenters.infrastructure.cut_files import archive, file_name
from decision.web.presenters.infrastructure.cut_page import Chosen, choices, cut_page, unit_called
from decision.web.presenters.infrastructure.cutting import chosen
from decision.web.presenters.infrastructure.look import Look
from decision.web.views.infrastructure.common import confirmed_look, nothing_page


@require_safe
@readers
def cut(request: AssessmentRequest, unit: str) -> HttpResponse:
    """How one unit comes apart, as the answers say or for the stores that somebody ticked."""

    def shown(asked: Chosen) -> HttpResponse:
        plan = asked.plan()
        if plan is None:
            return _no_cut(request, asked)
        context = {**_frame(asked.look), "cut": cut_page(asked, plan)}
        return render(request, "infrastructure/cut_page.html", context)

    return _asked(request, unit, shown)


@require_safe
@readers
def download(request: AssessmentRequest, unit: str) -> HttpResponse:
    """One file of the move by its number, or all of them in an archive."""

    def sent(asked: Chosen) -> HttpResponse:
        plan = asked.plan()
        if plan is None or plan.move is None:
            return _no_cut(request, asked)
        number = request.GET.get("file", "")
        if not number:
            return attachment(archive(plan), "application/zip", f"{unit}.zip")
        wanted = [each for n, each in enumerate(plan.move.files, 1) if str(n) == number]
        if not wanted:
            return _no_cut(request, asked)
        text = wanted[0].text.encode("utf-8", "replace")
        return attachment(text, "text/plain; charset=utf-8", file_name(wanted[0]))

    return _asked(request, unit, sent)


def _asked(
    request: AssessmentRequest, slug: str, then: Callable[[Chosen], HttpResponse]
) -> HttpResponse:
    """What is asked for, in the reading of today."""
    look = confirmed_look(request)
    if look is None:
        return nothing_page(request)
    unit = unit_called(look, slug)
    if unit is None:
        return render(request, "infrastructure/cut_none.html", _frame(look), status=404)
    is_chosen = "choose" in request.GET or "store" in request.GET
    return then(Chosen(look, unit, request.GET.getlist("store") if is_chosen else None))


def _no_cut(request: AssessmentRequest, asked: Chosen) -> HttpResponse:
    context = {
        **_frame(asked.look),
        "asked": asked,
        "choices": choices(asked, chosen(asked.stores, asked.tokens or ())),
    }
    # A choice that leads nowhere is an answer; an address without a cut behind it is gone.
    status = 404 if asked.tokens is None or "file" in request.GET else 200
    return render(request, "infrastructure/cut_none.html", context, status=status)


def _frame(look: Look) -> dict[str, object]:
    return {"flow": look.flow, "current": "files"}
