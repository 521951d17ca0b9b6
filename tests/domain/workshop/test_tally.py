"""Votes counted, and which groups may be shown."""

from hypothesis import given
from hypothesis import strategies as st

from decision.domain.vocabulary import DONT_KNOW
from decision.domain.workshop.groups import SMALLEST_GROUP, shown_groups
from decision.domain.workshop.tally import changed_minds, tally, tally_by_role

OPTIONS = ("full", "shared", "none", DONT_KNOW)


def test_every_option_is_counted_also_without_a_vote() -> None:
    counted = tally(OPTIONS, ["full", "none", "full"])

    assert [(each.option, each.votes) for each in counted.counts] == [
        ("full", 2), ("shared", 0), ("none", 1), (DONT_KNOW, 0),
    ]  # fmt: skip
    assert counted.total == 3
    assert counted.leading == "full"
    assert counted.mixed


def test_where_two_options_lead_the_room_does_not_know() -> None:
    assert tally(OPTIONS, ["full", "none"]).leading == DONT_KNOW


def test_all_that_lead_are_told_in_the_order_of_the_content() -> None:
    assert tally(OPTIONS, ["none", "full", "none", "full", "shared"]).leaders == ("full", "none")
    assert tally(OPTIONS, ["none", DONT_KNOW, "none"]).leaders == ("none",)
    assert tally(OPTIONS, []).leaders == ()


def test_without_votes_nothing_leads() -> None:
    assert tally(OPTIONS, []).leading == DONT_KNOW
    assert not tally(OPTIONS, []).mixed


def test_what_is_no_option_is_not_counted() -> None:
    assert tally(OPTIONS, ["full", "else"]).total == 1


def test_minds_changed_between_rounds() -> None:
    first = {"ann": "full", "bob": "none", "cleo": "none"}
    second = {"ann": "full", "bob": "full", "dan": "none"}

    assert changed_minds(first, second) == 1


def test_a_role_is_shown_from_three_people_on() -> None:
    votes = [("ops", "full")] * 3 + [("dev", "none")] * 3

    assert set(tally_by_role(OPTIONS, votes)) == {"ops", "dev"}
    assert tally_by_role(OPTIONS, votes)["ops"].votes_for("full") == 3


def test_a_role_is_hidden_if_subtracting_it_would_show_two_people() -> None:
    votes = [("ops", "full")] * 3 + [("dev", "none")] * 2

    assert tally_by_role(OPTIONS, votes) == {}


def test_people_without_a_role_count_but_have_no_line() -> None:
    votes = [("", "full")] * 4 + [("dev", "none")] * 3

    assert set(tally_by_role(OPTIONS, votes)) == {"dev"}


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 9)))
def test_no_shown_group_nor_the_rest_has_fewer_than_three(sizes: dict[str, int]) -> None:
    shown = shown_groups(sizes)
    rest = sum(sizes.values()) - sum(sizes[name] for name in shown)

    assert all(sizes[name] >= SMALLEST_GROUP for name in shown)
    assert not shown or rest == 0 or rest >= SMALLEST_GROUP


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 9)))
def test_no_more_is_hidden_than_has_to_be(sizes: dict[str, int]) -> None:
    shown = set(shown_groups(sizes))
    hidden = [name for name, size in sizes.items() if size >= SMALLEST_GROUP and name not in shown]
    small = sum(size for size in sizes.values() if size < SMALLEST_GROUP)

    assert len(hidden) <= 1
    assert not hidden or 0 < small < SMALLEST_GROUP
