"""How resources are folded, from the finest way to the coarsest."""

from collections.abc import Iterator

import pytest

from decision.inspection.folding import MOST_SINGLE, Fold, modules, ways
from decision.inspection.found import Found
from decision.readers.shapes import Place
from tests.inspection.systems import ROLE, STORE, inspection, many, unit

SINGLE, BY_MODULE, BY_TYPE, BY_KIND, BY_UNIT = (
    Fold.RESOURCE, Fold.MODULE, Fold.TYPE, Fold.KIND, Fold.UNIT,
)  # fmt: skip


def steps(seen: list[Found], address: str) -> Iterator[tuple[Fold, str]]:
    """What a resource is folded by, and how that is called, way after way."""
    (own,) = (each for each in seen if each.resource.address == address)
    for way in ways(seen):
        yield way(own).by, way(own).name


def found(*resources: tuple[str, str]) -> list[Found]:
    return list(inspection(unit("shop", resources)).found)


def test_what_keeps_nothing_is_folded_by_its_modules_from_within() -> None:
    address = f"module.a.module.b.{ROLE}.r"
    names = [name for _, name in steps(found((address, ROLE)), address)]

    assert names[:4] == [address, "module.a.module.b", "module.a", "module.a"]
    assert names[-1] == "shop"


def test_without_modules_it_is_folded_by_type_then_by_kind_then_by_unit() -> None:
    by = [by for by, _ in steps(found(("r", ROLE)), "r")]

    assert by == [
        SINGLE, BY_TYPE, BY_TYPE, BY_KIND, BY_KIND, BY_UNIT, BY_TYPE, BY_KIND, BY_KIND, BY_UNIT,
        BY_UNIT,
    ]  # fmt: skip


@pytest.mark.parametrize(("others", "kept"), [(0, 6), (MOST_SINGLE, 1)])
def test_what_is_stateful_stays_single_the_longest_if_there_is_not_too_much(
    others: int, kept: int
) -> None:
    address = "module.a.t"
    seen = found((address, STORE), *many("", STORE, others))
    by = [by for by, _ in steps(seen, address)]

    assert by[:kept] == [SINGLE] * kept
    assert by[kept] is BY_TYPE
    # Its module says nothing of it: no store is folded by that.
    assert BY_MODULE not in by


def test_what_must_stay_single_does_in_every_way() -> None:
    seen = found(("r", ROLE), ("s", ROLE))
    r, s = seen
    for way in ways(seen, [Place("shop", "r")], may_mix_units=True):
        assert way(r).by is SINGLE
    assert way(s).by is Fold.REST


@pytest.mark.parametrize(
    ("address", "provider", "path"),
    [
        ("aws_s3_bucket.a", "aws", ()),
        ("module.a.aws_s3_bucket.b", "aws", ("module.a",)),
        ("module.a[0].module.b.x.y", "aws", ("module.a", "module.b")),
        ('module.a["q.r[0].\\"s"].x.y', "aws", ("module.a",)),
        ("module.a", "aws", ()),
        ("module..x", "aws", ()),
        ('module.a["never closed.x', "aws", ()),
        ("shop/Service/db", "kubernetes", ("shop",)),
        ("Service/db", "kubernetes", ()),
        ("Microsoft.Web/sites/a", "azure", ()),
    ],
)
def test_the_modules_around_an_address(address: str, provider: str, path: tuple[str, ...]) -> None:
    assert modules(address, provider) == path


def test_modules_of_a_long_hostile_address_are_found_at_once() -> None:
    assert modules("module.a[" * 20_000, "aws") == ()
    assert len(modules('module.a["\\"]"].' * 5_000, "aws")) == 5_000
