"""Systems for the tests of the report: an everyday one, and one that breaks layouts."""

from decision.domain.answers import Store, System

SHOP = System(
    name="Order platform",
    answers={
        "iac-adoption": "full",
        "team-structure": "stream-aligned-with-platform",
        "infrastructure-ownership": "full",
        "seniority": "mixed",
        "iac-tool": "cloudformation",
        "separation-of-duties": "dont-know",
        "unit-size": "medium",
    },
    notes={"iac-adoption": "All stacks are in one repository."},
    stores=(
        Store(
            name="Orders database",
            kind="relational-database",
            answers={
                "consumers": "exclusive",
                "recovery": "restorable",
                "loss-impact": "high",
                "restore-tests": "untested",
                "schema-workflow": "migrations",
            },
            notes={"loss-impact": "Orders stop at once.\n\nSales confirms it."},
        ),
        Store("Product images", {"consumers": "shared-same-team", "recovery": "recreatable"}),
        Store("Basket sessions", {"zone": "hard", "access": "in-memory", "consumers": "exclusive"}),
    ),
)

LONG_NAME = "Q" * 200
LONG_NOTE = ("W" * 300 + " " + "A sentence that goes on for a while. " * 100)[:4000]

AWKWARD = System(
    name=LONG_NAME,
    answers={"iac-adoption": "partial", "starting-point": "manual", "iac-tool": "mixed"},
    notes={"iac-adoption": LONG_NOTE},
    stores=(
        Store(LONG_NAME, {"consumers": "shared-many-teams"}, notes={"consumers": LONG_NOTE}),
        Store("مخزن الطلبات", {"recovery": "irreplaceable", "restore-tests": "none"}),
        Store("🎉 <b>party</b> & ‘more’", {"zone": "hard", "access": "in-memory"}),
        Store("数据库", {"recovery": "dont-know"}),
    ),
)

EMPTY = System(name="Nothing yet")
