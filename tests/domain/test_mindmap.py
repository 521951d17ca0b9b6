"""Where a team stands on the mind map. The maps here are toys; the talk's is content."""

from decision.domain.assessmentmap import Assessed, AssessedStore, assessment_map
from decision.domain.conditions import Is
from decision.domain.mapparts import split_by_branch
from decision.domain.mapposition import Position, StorePosition, Wording, mark
from decision.domain.mindmap import (
    CrossLink,
    MapNode,
    MarkedMap,
    MarkedNode,
    MatchedAnswer,
    MindMap,
    StoreHere,
    TermLink,
)


def is_(name: str, *options: str) -> Is:
    return Is(name, frozenset(options))


TOY = MindMap(
    id="toy",
    title="Garden",
    branches=(
        MapNode(
            id="people",
            title="People",
            role="affected-by",
            question="who",
            children=(
                MapNode(id="alone", title="Alone", marks=is_("who", "alone")),
                MapNode(id="group", title="Group", marks=is_("who", "group")),
            ),
        ),
        MapNode(
            id="plants",
            title="Plants",
            role="workload-types",
            children=(
                MapNode(
                    id="easy-plants",
                    title="Easy plants",
                    zone="easy",
                    terms=("side-effect",),
                    children=(MapNode(id="herbs", title="Herbs"),),
                ),
                MapNode(id="shared-plants", title="Shared", zone="easy", marks=is_("eats", "all")),
                MapNode(id="water", title="Water", question="thirst", marks=is_("thirst", "high")),
            ),
        ),
    ),
    cross_links=(CrossLink("care", start="group", end="easy-plants", label="look after"),),
)

MINT = StorePosition("mint", "easy", "together", {"eats": "all", "thirst": "high"})
ROSE = StorePosition("rose", "medium", "separate", {"eats": "none"})


def node(marked: MarkedMap, id_: str) -> MarkedNode:
    return next(each for each in marked.root.walk() if each.id == id_)


def test_without_a_position_nothing_is_marked() -> None:
    marked = mark(TOY)

    assert not marked.marked
    assert [each.id for each in marked.root.walk() if each.on_path or each.here] == []


def test_an_answer_about_the_system_marks_its_node_and_all_above_it() -> None:
    marked = mark(TOY, Position({"who": "group"}))

    assert [each.id for each in marked.root.walk() if each.on_path] == ["toy", "people", "group"]
    assert [each.id for each in marked.root.walk() if each.here] == ["group"]
    assert node(marked, "group").answers == (MatchedAnswer("who", "group", "group"),)


def test_dont_know_marks_nothing() -> None:
    marked = mark(TOY, Position({"who": "dont-know"}, (StorePosition("x", answers={"eats": ""}),)))

    assert not marked.marked


def test_a_store_sits_at_the_node_of_its_zone_with_its_verdict() -> None:
    marked = mark(TOY, Position({}, (MINT, ROSE)))

    assert node(marked, "easy-plants").stores == (StoreHere("mint", "together"),)
    assert not node(marked, "herbs").here


def test_a_zone_with_a_condition_takes_only_the_stores_that_fit_both() -> None:
    other = StorePosition("sage", "easy", "either", {"eats": "none"})

    marked = mark(TOY, Position({}, (MINT, other)))

    assert node(marked, "shared-plants").stores == (StoreHere("mint", "together"),)


def test_a_stores_answer_is_shown_in_words_at_the_node_of_its_question() -> None:
    wording = Wording(answers={("thirst", "high"): "Very thirsty"})

    marked = mark(TOY, Position({}, (MINT, ROSE)), wording)

    assert node(marked, "water").answers == (
        MatchedAnswer("thirst", "high", "Very thirsty", store="mint"),
    )
    assert node(marked, "water").stores == (StoreHere("mint"),)


def test_colour_and_zone_are_inherited_and_a_role_of_its_own_ends_the_zone() -> None:
    figure = MapNode("figure", "Figure", role="figure", children=(MapNode("part", "Part"),))
    zone = MapNode("zone", "Zone", zone="hard", children=(MapNode("in", "In"), figure))

    marked = mark(MindMap("m", "M", (MapNode("b", "B", role="casf", children=(zone,)),)))

    assert [(each.id, each.role, each.zone) for each in marked.root.walk()] == [
        ("m", "root", ""),
        ("b", "casf", ""),
        ("zone", "casf", "hard"),
        ("in", "casf", "hard"),
        ("figure", "figure", ""),
        ("part", "figure", ""),
    ]


def test_a_cross_link_is_on_the_path_when_both_of_its_ends_are() -> None:
    one_end = mark(TOY, Position({"who": "group"}))
    both_ends = mark(TOY, Position({"who": "group"}, (MINT,)))

    assert [link.on_path for link in one_end.links] == [False]
    assert [link.on_path for link in both_ends.links] == [True]
    assert (both_ends.links[0].start_title, both_ends.links[0].end_title) == (
        "Group",
        "Easy plants",
    )


def test_terms_read_as_their_words_until_the_glossary_gives_a_title() -> None:
    plain = mark(TOY)
    titled = mark(TOY, wording=Wording(terms={"side-effect": "Side effect of a change"}))

    assert node(plain, "easy-plants").terms == (TermLink("side-effect", "side effect"),)
    assert node(titled, "easy-plants").terms == (
        TermLink("side-effect", "Side effect of a change"),
    )


def tree(id_: str, *children: MarkedNode) -> MarkedNode:
    return MarkedNode(id_, id_.title(), children=children)


def leaves(name: str, count: int) -> tuple[MarkedNode, ...]:
    return tuple(tree(f"{name}{number}") for number in range(count))


def test_a_map_that_fits_is_one_part_per_branch() -> None:
    root = tree("root", tree("left", *leaves("l", 3)), tree("right", *leaves("r", 2)))

    parts = split_by_branch(MarkedMap("m", "M", root), limit=4)

    assert [(part.title, part.map.root.size) for part in parts] == [("Left", 4), ("Right", 3)]


def test_a_branch_that_is_too_large_loses_its_largest_part_to_a_page_of_its_own() -> None:
    big = tree("big", *leaves("b", 4))
    root = tree("root", tree("all", big, tree("small", *leaves("s", 1))))

    parts = split_by_branch(MarkedMap("m", "M", root), limit=5)

    assert [part.heading for part in parts] == [("All",), ("All", "Big")]
    left_behind = parts[0].map.root.children[0]
    assert (left_behind.id, left_behind.children, left_behind.continues) == ("big", (), True)
    assert parts[1].map.root == big


def test_every_node_is_on_exactly_one_page_beside_those_left_behind() -> None:
    groups = tuple(tree(f"g{number}", *leaves(f"g{number}-", number)) for number in range(1, 9))
    root = tree("root", tree("branch", *groups))

    parts = split_by_branch(MarkedMap("m", "M", root), limit=10)

    shown = [each.id for part in parts for each in part.map.root.walk() if not each.continues]
    assert sorted(shown) == sorted(each.id for each in root.children[0].walk())
    assert max(part.map.root.size for part in parts) <= 10


def test_the_small_map_goes_from_the_system_to_stores_verdicts_reasons_and_steps() -> None:
    store = AssessedStore(
        "orders", "medium", "Medium zone", "separate", "Separate", ("Others.", "Lasts."), ("Ask.",)
    )

    marked = assessment_map(Assessed("Shop", "separate", "Separate", (store,), ("Drill.",)))

    assert [(each.role, each.title) for each in marked.root.walk()] == [
        ("system", "Shop"),
        ("store", "orders"),
        ("verdict-separate", "Separate"),
        ("reasons", "Why"),
        ("reason", "Others."),
        ("reason", "Lasts."),
        ("step", "Next step: Ask."),
        ("step", "Next step: Drill."),
    ]
    assert len({each.id for each in marked.root.walk()}) == 8


def test_the_small_map_leaves_out_what_there_is_not() -> None:
    store = AssessedStore("cache", "easy", "Easy zone", "either", "Either")

    marked = assessment_map(Assessed("Shop", "either", "Either", (store,)))

    assert [each.id for each in marked.root.walk()] == ["system", "store-1", "store-1-verdict"]
