"""What the visitor of the journey answers, and how a visitor answers."""

import re

from playwright.sync_api import expect

from decision.models import Answer, Assessment, Store
from tests.browser.visitor import Visitor

SYSTEM = "Photo shop"
STORES = {"Orders database": "relational-database", "Image bucket": "bucket"}
NOTE = "Restored in spring.\nIt took an hour; nobody noticed."
#: Question and option, in the order in which they are asked.
SYSTEM_ANSWERS = {
    "iac-adoption": "full",
    "team-structure": "cross-functional",
    "infrastructure-ownership": "shared",
    "ownership-sharing": "abstraction-layer",
    "seniority": "mixed",
    "tooling-preference": "team-wide",
    "iac-tool": "terraform",
    "automated-rollback": "dont-know",
    "stateless-deployment": "rolling",
    "separation-of-duties": "none",
    "unit-size": "small",
    "starting-point": "greenfield",
}
ANY_STORE = {
    "consumers": "exclusive",
    "created-by": "application",
    "access": "interface",
    "stored-by": "service",
    "recovery": "restorable",
    "change-rate": "similar",
    "joint-changes": "often",
    "schema-compatibility": "expand-contract",
    "data-lifetime": "same",
    "loss-impact": "medium",
    "restore-tests": "tested",
    "environment-copies": "ephemeral-cheap",
}
STORE_ANSWERS = {
    1: {
        **ANY_STORE,
        "managed-by": "application",
        "format": "structured",
        "schema-workflow": "migrations",
    },
    2: {
        **ANY_STORE,
        "managed-by": "service",
        "format": "unstructured",
        "schema-workflow": "no-schema",
    },
}
NOTED = (1, "restore-tests")

#: An answer as stored: number of the store or nothing, question, option, note, revision.
type Row = tuple[int | None, str, str, str, int]

QUESTION = re.compile(r"/(?:stores/(?P<number>\d+)/)?questions/(?P<question>[\w-]+)/$")


def planned_rows() -> list[Row]:
    """The rows that the plan leaves in the database."""
    return sorted_rows(
        (number, question, option, NOTE if (number, question) == NOTED else "", 1)
        for number, answers in ((None, SYSTEM_ANSWERS), *STORE_ANSWERS.items())
        for question, option in answers.items()
    )


def stored_rows(name: str) -> list[Row]:
    """The rows of the assessment of that name."""
    answers = Answer.objects.filter(assessment=Assessment.objects.get(name=name))
    return sorted_rows(
        (each.store.number if each.store else None, each.question, each.option, each.note,
         each.revision)
        for each in answers.select_related("store")
    )  # fmt: skip


def sorted_rows(rows: object) -> list[Row]:
    return sorted(rows, key=lambda row: (row[0] or 0, row[1]))  # type: ignore[call-overload, no-any-return]


def stored_stores(name: str) -> list[tuple[int, str, str]]:
    stores = Store.objects.filter(assessment=Assessment.objects.get(name=name))
    return [(each.number, each.name, each.kind) for each in stores]


def answer_questions(visitor: Visitor) -> None:
    """Answer one question after the other, until the next page is none."""
    while asked := QUESTION.search(visitor.path):
        number = int(asked["number"]) if asked["number"] else None
        question = asked["question"]
        plan = SYSTEM_ANSWERS if number is None else STORE_ANSWERS[number]
        visitor.page.locator(f"#option-{plan[question]}").check()
        if (number, question) == NOTED:
            visitor.page.get_by_text("Add a note: why this answer?").click()
            visitor.page.get_by_label("Note", exact=True).fill(NOTE)
        visitor.submit("Save and continue")


def add_stores(visitor: Visitor) -> None:
    for name, kind in STORES.items():
        visitor.page.get_by_label("Name of the store").fill(name)
        visitor.page.get_by_label("Kind of store").select_option(kind)
        visitor.submit("Add the store")
        expect(visitor.page.get_by_role("status").first).to_contain_text(f"“{name}” is added.")
