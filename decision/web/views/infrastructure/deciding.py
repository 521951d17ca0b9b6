"""What the team says of its files: types that nobody knows, answers that it adopts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from decision import actions, queries
from decision.web.access import AssessmentRequest, editors
from decision.web.infrastructure_forms import AdoptForm, TypeForm
from decision.web.presenters.infrastructure.evidence import EvidenceView, adoptable
from decision.web.presenters.infrastructure.look import Look
from decision.web.views.infrastructure.common import home, look_of


@require_POST
@editors
def decide(request: AssessmentRequest) -> HttpResponse:
    """Remember whether a type of resources keeps data."""
    form = TypeForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.decide_type(
                assessment=request.assessment,
                type=given["type"],
                keeps_data=TypeForm.ANSWERS[given["keeps"]],
            )
        except actions.TooManyTypes:
            messages.error(request, _("No more types can be decided in this assessment."))
    page = "files-preview" if "preview" in request.POST else "files"
    return redirect(f"{reverse(page, args=[request.assessment.pk])}#types")


@require_POST
@editors
def adopt(request: AssessmentRequest) -> HttpResponse:
    """Make what the files suggest the team's answer, and say what it was before."""
    row, form = queries.confirmed_reading(request.assessment), AdoptForm(request.POST)
    if row is None or not form.is_valid():
        return home(request)
    look, given = look_of(request, row), form.cleaned_data
    said = adoptable(look, given["store"], given["question"], given["option"])
    if said is None:
        messages.warning(request, _("The files do not suggest this answer any more."))
        return _evidence(request)
    try:
        _save(look, said, given["seen"])
    except actions.EditConflict:
        messages.warning(
            request, _("“%s” was answered meanwhile. Nothing is changed.") % said.title
        )
        return _back(request, said)
    messages.success(request, _adopted(said))
    return _back(request, said)


def _save(look: Look, said: EvidenceView, seen: int) -> None:
    sheet = look.flow.sheet
    row = sheet.answer(said.number, said.question)
    actions.save_answer(
        assessment=sheet.assessment,
        store=sheet.store(said.number) if said.number is not None else None,
        question=said.question,
        option=said.option,
        note=row.note if row else "",
        seen=seen,
        replaces=look.flow.catalog.rulebook.replaced_by(said.question),
    )


def _adopted(said: EvidenceView) -> str:
    words = {"question": said.title, "now": said.option_title, "before": said.answer}
    if not said.answer:
        return _("“%(question)s” is now “%(now)s”. It was open before.") % words
    return _("“%(question)s” is now “%(now)s”. It was “%(before)s” before.") % words


def _back(request: AssessmentRequest, said: EvidenceView) -> HttpResponse:
    """To where it was adopted: the page of the question, or what the files say."""
    if request.POST.get("back") == "question" and said.url:
        return redirect(said.url)
    return _evidence(request)


def _evidence(request: AssessmentRequest) -> HttpResponse:
    return redirect(f"{reverse('files', args=[request.assessment.pk])}#evidence")
