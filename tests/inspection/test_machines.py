"""A machine runs the application; whether its disk keeps data only the team knows."""

from decision.content import current_catalog
from decision.domain.answers import Store, System
from decision.inspection import examine
from decision.inspection.concerns import Rule
from decision.inspection.cuts import cuts
from decision.inspection.measures import measures
from decision.readers.shapes import Place, Reading, Unit
from tests.inspection.test_cuts import inspection
from tests.inspection.test_evidence import unit

MACHINE = Place("shop", "aws_instance.web")


def shop(*more: str) -> Unit:
    types = {MACHINE.address: "aws_instance", **{each: each.split(".")[0] for each in more}}
    return unit("shop", types, *[(MACHINE.address, f"shop/{each}") for each in more])


def placements(found: Unit) -> list[str]:
    said = measures(current_catalog(), inspection(found))
    return [each.value for each in said if each.measure == "placement"]


def test_a_machine_stays_and_the_database_is_cut_from_it() -> None:
    seen = inspection(shop("aws_db_instance.orders"))
    (found,) = cuts(current_catalog(), seen)
    assert [each.resource.address for each in found.stores] == ["aws_db_instance.orders"]
    assert [each.source.resource.address for each in found.crossings] == ["aws_instance.web"]
    assert cuts(current_catalog(), inspection(shop("aws_security_group.web"))) == []


def test_a_machine_that_the_team_wants_apart_is_cut_out() -> None:
    seen = inspection(shop("aws_lambda_function.app"))
    (found,) = cuts(current_catalog(), seen, {MACHINE})
    assert [each.place for each in found.stores] == [MACHINE]


def test_a_machine_is_what_runs_beside_a_store() -> None:
    assert placements(shop("aws_db_instance.orders")) == ["together"]
    assert placements(shop("aws_security_group.web")) == []


def test_a_machine_is_a_concern_only_where_it_is_a_store() -> None:
    reading = Reading((shop(),))
    system = System("shop", {}, (Store("disk", {}),))
    assert examine(current_catalog(), reading).concerns == ()
    (found,) = examine(current_catalog(), reading, system, {MACHINE: 0}).concerns
    assert found.rule is Rule.UNPROTECTED
