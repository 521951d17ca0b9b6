"""Simulated votes look like a room's, and are the same each time."""

from collections import Counter

import pytest

from decision.domain.vocabulary import DONT_KNOW
from decision.domain.workshop.rehearsal import leading_option, reason_number, simulated_votes

OPTIONS = ("yes", "no", "partly", DONT_KNOW)
SEEDS = [f"workshop {number}" for number in range(40)]


def test_the_same_seed_gives_the_same_votes() -> None:
    first, again = (simulated_votes("a", OPTIONS, 1, "yes") for _ in range(2))

    assert first == again
    assert len({tuple(simulated_votes(seed, OPTIONS, 1, "yes")) for seed in SEEDS}) > 30


@pytest.mark.parametrize("seed", SEEDS[:10])
def test_seven_of_eleven_take_the_lead_and_one_does_not_know(seed: str) -> None:
    counted = Counter(simulated_votes(seed, OPTIONS, 1, "no"))

    assert (counted["no"], counted[DONT_KNOW], counted.total()) == (7, 1, 11)


def test_cards_have_no_dont_know() -> None:
    votes = simulated_votes("a", ("stateful", "stateless"), 1, "stateful")

    assert Counter(votes) == {"stateful": 7, "stateless": 4}


@pytest.mark.parametrize("seed", SEEDS)
def test_in_the_second_round_people_move_to_the_lead_alone(seed: str) -> None:
    first = simulated_votes(seed, OPTIONS, 1, "yes")
    second = simulated_votes(seed, OPTIONS, 2, "yes")

    moved = [(one, two) for one, two in zip(first, second, strict=True) if one != two]
    assert {two for _, two in moved} <= {"yes"}


def test_over_many_items_about_half_of_those_who_stood_apart_move() -> None:
    apart = sum(simulated_votes(seed, OPTIONS, 1, "yes").count("yes") for seed in SEEDS)
    after = sum(simulated_votes(seed, OPTIONS, 2, "yes").count("yes") for seed in SEEDS)

    assert apart == 7 * len(SEEDS)
    assert 8 * len(SEEDS) < after < 10.5 * len(SEEDS)


def test_the_lead_is_never_dont_know_and_not_always_the_same() -> None:
    leads = {leading_option(seed, OPTIONS) for seed in SEEDS}

    assert leads == {"yes", "no", "partly"}
    assert leading_option("a", (DONT_KNOW,)) == DONT_KNOW


def test_about_three_in_ten_give_one_of_the_reasons() -> None:
    found = [reason_number(seed, place, 5) for seed in SEEDS for place in range(11)]

    given = [number for number in found if number is not None]
    assert 0.2 < len(given) / len(found) < 0.4
    assert set(given) == set(range(5))
