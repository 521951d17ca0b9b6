"""The report of an assessment has a chapter about the workshop that it was agreed in."""

from datetime import date

import page as page_validation
import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from decision import queries
from decision.actions import workshop as actions
from decision.content import current_catalog
from decision.models import Assessment
from decision.reports.pdf import Job, Press
from decision.web.presenters.flow import Flow
from decision.web.presenters.report import report_context
from decision.web.presenters.report_workshop import workshop_chapter
from decision.web.report_files import report_job
from tests.endings import Room, leading, new_room
from tests.reports.pdf_documents import PATIENT
from tests.web.visits import Page

pytestmark = pytest.mark.django_db


def concluded(room: Room) -> Assessment:
    client = leading(room)
    client.post(room.url("workshop-conclude-make"), {"seen": room.reload().revision})
    assessment = room.reload().result
    assert assessment is not None
    return assessment


def full_room() -> Room:
    """Cards, two rounds, dissent, an action and a next review."""
    room = new_room(6)
    room.voted("message-queue", ["stateless"] * 3 + ["stateful"] * 3)
    room.agreed_on("iac-adoption", "full")
    first = ["irreplaceable"] * 3 + ["recreatable"] * 3
    room.voted("recovery", first, ["recreatable"] * 5 + ["irreplaceable"])
    room.settled("recovery", "recreatable", dissent="The <logs> are gone.")
    due = date(2027, 1, 31)
    actions.add_action_point(workshop=room.workshop, text="Test it", owner="Ada", due=due)
    actions.set_next_review(workshop=room.workshop, day=date(2027, 6, 1))
    room.ended()
    return room


def job(assessment: Assessment) -> Job:
    flow = Flow(current_catalog(), queries.sheet(assessment))
    context = report_context(flow, paper="a4")
    return report_job({**context, "workshop": workshop_chapter(assessment)})


@pytest.fixture
def report(db: None) -> Job:
    """The whole report of an assessment that a workshop was concluded into."""
    return job(concluded(full_room()))


def chapter(assessment: Assessment) -> str:
    """The words of the chapter."""
    context = {"workshop": workshop_chapter(assessment)}
    return Page(render_to_string("report/workshop.html", context)).text


def test_it_says_who_met_what_was_agreed_and_what_comes_next() -> None:
    room = full_room()

    text = chapter(concluded(room))

    day = room.reload().ended_at
    assert day is not None
    assert f"Where do the orders live?, {day:%Y-%m-%d}: 6 people voted." in text
    assert "1 of 6 last voted for something else" in text
    assert "The <logs> are gone." in text
    assert "3 of 6 (50 %)" in text
    assert "3 hold another definition, 3 the talk’s." in text
    assert "Test it Ada 2027-01-31" in text
    assert "Next review: 2027-06-01" in text


def test_fewer_than_three_votes_are_not_in_it() -> None:
    room = new_room(2)
    room.voted("message-queue", ["stateful"] * 2)
    room.agreed_on("recovery", "restorable")

    text = chapter(concluded(room))

    assert "Fewer than three people voted: no verdict is shown." in text
    assert "Too few to show" in text
    assert " of 2" not in text


def test_rounds_that_one_person_left_between_are_not_compared_in_it() -> None:
    room = new_room(5)
    room.voted("recovery", ["irreplaceable"] * 5, ["recreatable"] * 4)

    text = chapter(concluded(room))

    assert "the rounds are not compared" in text
    assert "Not compared" in text
    assert "What moved" not in text


def test_the_contents_name_it_in_the_order_of_the_chapters(report: Job) -> None:
    contents = report.html[report.html.index('<ol class="contents-list">') :]
    listed = [each.split('"')[0] for each in contents.split("</ol>")[0].split('href="#')[1:]]
    chapters = [each.split('"')[0] for each in report.html.split('<h2 id="')[1:]]

    assert listed == [each for each in chapters if each in listed]
    assert "workshop" in listed


def test_without_a_workshop_there_is_no_chapter() -> None:
    room = full_room()
    assessment = concluded(room)
    actions.delete_workshop(workshop=room.workshop)

    assert workshop_chapter(assessment) is None
    assert chapter(assessment) == ""


def test_a_rehearsal_says_so_in_the_report() -> None:
    room = new_room(0, is_rehearsal=True)

    assert "This was a rehearsal" in chapter(concluded(room))


def test_the_pdf_with_the_chapter_conforms_to_pdf_ua_1(report: Job) -> None:
    press = Press(PATIENT)
    try:
        data = press.render(report)
    finally:
        press.close()

    found = page_validation.validate_pdf_bytes(data, profile="ua1")
    assert [each.message for each in found.failures] == []


def test_the_pdf_that_is_served_has_the_chapter(monkeypatch: pytest.MonkeyPatch) -> None:
    room = full_room()
    client = leading(room)
    client.post(room.url("workshop-conclude-make"), {"seen": room.reload().revision})
    assessment = room.reload().result
    assert assessment is not None
    jobs: list[Job] = []

    def pressed(job: Job) -> bytes:
        jobs.append(job)
        return b"%PDF-1.7"

    monkeypatch.setattr("decision.web.report_files._render_in_a_slot", pressed)

    client.get(reverse("report-pdf", args=[assessment.pk, "a4"]))

    assert ['id="workshop"' in each.html for each in jobs] == [True]
