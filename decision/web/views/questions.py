"""One question per page."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from decision import actions
from decision.models import Answer
from decision.web.access import AssessmentRequest, readers
from decision.web.forms import NOTE_LENGTH, AnswerForm
from decision.web.htmx import render_page
from decision.web.presenters.flow import Flow, Status, Step
from decision.web.presenters.infrastructure.says import reading_beside
from decision.web.presenters.panel import side_panel
from decision.web.presenters.rulebook import describe
from decision.web.presenters.tasks import filled_in, progress
from decision.web.presenters.wording import option_title, unknown_help
from decision.web.views.assessments import flow_of


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def question(request: AssessmentRequest, question: str, number: int | None = None) -> HttpResponse:
    """Show a question; save its answer and go on to the next."""
    flow = flow_of(request)
    step = flow.step(number, question)
    if step is None:
        return _not_asked(request, flow, number, question)
    if not request.may_edit:
        return redirect("check-answers", request.assessment.pk)
    if request.method != "POST":
        return _page(request, flow, step, AnswerForm(step.question, initial=_initial(step)))
    # An answer that was taken back leaves nothing to take back once more.
    form = AnswerForm(step.question, request.POST, said=bool(_own(step)))
    if not form.is_valid():
        return _page(request, flow, step, form, status=422)
    return _save(request, flow, step, form)


def _save(request: AssessmentRequest, flow: Flow, step: Step, form: AnswerForm) -> HttpResponse:
    answered = form.cleaned_data
    try:
        actions.save_answer(
            assessment=request.assessment,
            store=step.store,
            question=step.question.id,
            option=answered["option"],
            note=answered["note"],
            seen=answered["seen"],
            replaces=flow.catalog.rulebook.replaced_by(step.question.id),
        )
    except actions.EditConflict as conflict:
        return _conflict(request, flow, step, form, conflict.current)
    return redirect(flow_of(request).after(step))


def _conflict(
    request: AssessmentRequest, flow: Flow, step: Step, form: AnswerForm, current: Answer | None
) -> HttpResponse:
    """Both texts, and a form that saves whichever the team settles on."""
    mine = form.cleaned_data
    retry = mine | {"seen": current.revision if current else 0}
    catalog, name = flow.catalog, step.question.id
    context = {
        "conflict": True,
        "current": current,
        "current_title": option_title(catalog, name, current.option if current else ""),
        "mine": mine,
        "my_title": option_title(catalog, name, mine["option"]),
    }
    return _page(request, flow, step, AnswerForm(step.question, initial=retry), 409, **context)


def _page(
    request: AssessmentRequest,
    flow: Flow,
    step: Step,
    form: AnswerForm,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    reader = reading_beside(flow)
    context = {
        "flow": flow,
        "step": step,
        "files_say": reader.of(*step.key) if reader else (),
        "form": form,
        "errors": _errors(form),
        "position": flow.position(step),
        "filled_because": _filled_because(flow, step),
        "filled_in": filled_in(flow, step.store) if step.store else (),
        "unknown_help": unknown_help(flow.catalog, step.question),
        "skip_url": flow.following(step),
        "time_left": progress(flow).time_text,
        "terms": [flow.catalog.glossary[term] for term in step.question.terms],
        "sources": [flow.catalog.sources[source] for source in step.question.sources],
        "previous_url": flow.before(step),
        "panel": side_panel(request, flow, step),
    }
    return render_page(request, "questions/question.html", context | more, status=status)


def _errors(form: AnswerForm) -> list[dict[str, str]]:
    return [
        {"text": str(text), "url": f"#{name}"}
        for name, texts in form.errors.items()
        for text in texts
    ]


def _filled_because(flow: Flow, step: Step) -> str:
    """Why an answer stands there that nobody gave; empty if there is none."""
    if step.status is not Status.PREFILLED or step.store is None:
        return ""
    kind = flow.catalog.kinds.get(step.store.kind)
    if step.is_of_kind and kind:
        return _("Filled in because the store is a %s. Change it if yours differs.") % (
            kind.title.lower()
        )
    assumed = step.question.assumed
    reason = describe(flow.catalog, assumed.when) if assumed else ""
    return _("Filled in because it follows from: %s. Change it if yours differs.") % reason


def _not_asked(
    request: AssessmentRequest, flow: Flow, number: int | None, question: str
) -> HttpResponse:
    """Another answer closed the question, or its store was removed: say so, lose no note."""
    known = flow.catalog.questions.get(question)
    if known is None or (known.level == "store") != (number is not None):
        raise Http404("There is no such question.")
    context = {
        "flow": flow,
        "question": known,
        "removed": number is not None and flow.sheet.store(number) is None,
        "asked_when": describe(flow.catalog, known.asked_when),
        "note": request.POST.get("note", "")[:NOTE_LENGTH],
    }
    return render(request, "questions/not_asked.html", context, status=404)


def _own(step: Step) -> str:
    """What the team has said itself, answer or note; empty if nothing."""
    return (step.answer.option if step.answer else "") or step.note


def _initial(step: Step) -> dict[str, object]:
    return {
        "option": step.option,
        "note": step.note,
        "seen": step.answer.revision if step.answer else 0,
    }
