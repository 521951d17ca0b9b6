"""The tree's places: nothing overlaps, reading order holds, both sides balance."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from decision.reports.drawing.layout import (
    Box,
    Size,
    TreeNode,
    branch_curve,
    enclosing,
    place,
)
from decision.reports.drawing.links import along, place_link


@st.composite
def trees(draw: st.DrawFn) -> tuple[dict[str, TreeNode], dict[str, Size]]:
    """Draw a tree of up to 40 nodes with labels of any size."""
    count = draw(st.integers(1, 40))
    parents = [draw(st.integers(0, number - 1)) for number in range(1, count)]
    lefts = [False]
    children: dict[int, list[int]] = {number: [] for number in range(count)}
    for number, parent in enumerate(parents, start=1):
        children[parent].append(number)
        lefts.append(draw(st.booleans()) if parent == 0 else lefts[parent])
    tree = {
        f"n{number}": TreeNode(f"n{number}", tuple(f"n{c}" for c in below), lefts[number])
        for number, below in children.items()
    }
    side = st.floats(10, 300, allow_nan=False)
    sizes = {name: Size(draw(side), draw(side)) for name in tree}
    return tree, sizes


def overlap(one: Box, other: Box) -> bool:
    return (
        abs(one.x - other.x) < (one.width + other.width) / 2 - 0.01
        and abs(one.y - other.y) < (one.height + other.height) / 2 - 0.01
    )


@settings(deadline=None)
@given(trees())
def test_no_two_boxes_overlap(drawn: tuple[dict[str, TreeNode], dict[str, Size]]) -> None:
    tree, sizes = drawn

    boxes = place(tree, "n0", sizes)

    assert boxes.keys() == tree.keys()
    assert not [pair for pair in combinations(boxes.values(), 2) if overlap(*pair)]


@settings(deadline=None)
@given(trees())
def test_children_stand_in_reading_order_outside_of_their_parent(
    drawn: tuple[dict[str, TreeNode], dict[str, Size]],
) -> None:
    tree, sizes = drawn

    boxes = place(tree, "n0", sizes)

    for name, node in tree.items():
        for left in (False, True):
            side = [boxes[child] for child in node.children if tree[child].left == left]
            assert all(upper.y < lower.y for upper, lower in pairwise(side))
            outward = -1 if left else 1
            assert all(outward * (child.x - boxes[name].x) > 0 for child in side)


def test_the_root_stands_in_the_middle_of_each_side() -> None:
    names = [f"n{number}" for number in range(1, 6)]
    tree = {"n0": TreeNode("n0", tuple(names))} | {name: TreeNode(name, ()) for name in names}
    sizes = {name: Size(50, 20) for name in tree}

    boxes = place(tree, "n0", sizes)

    frame = enclosing([boxes[name] for name in names])
    assert (boxes["n0"].x, boxes["n0"].y) == (0, 0)
    assert abs(frame.y) < 0.001


def test_a_branch_leaves_its_parent_and_meets_its_child_level() -> None:
    parent, child = Box(0, 0, 40, 20), Box(200, 50, 60, 20)

    start, first, last, end = branch_curve(parent, child, left=False)

    assert (start, end) == ((20, 0), (170, 50))
    assert (first[1], last[1]) == (0, 50)


def test_a_cross_link_ends_at_both_of_its_nodes_wherever_they_stand() -> None:
    start = Box(0, 0, 40, 20)

    far = place_link(start, Box(500, 300, 40, 20), 60)
    back = place_link(start, Box(-500, 100, 40, 20), 60)
    beside = place_link(start, Box(10, -200, 40, 20), 60)

    assert (far.curve[0], far.curve[3]) == ((20, 0), (480, 300))
    assert (back.curve[0], back.curve[3]) == ((0, 10), (-490, 90))
    assert (beside.curve[0], beside.curve[3]) == ((20, 0), (20, -190))


def test_a_point_along_a_curve_starts_and_ends_with_it() -> None:
    curve = ((0.0, 0.0), (10.0, 0.0), (20.0, 30.0), (30.0, 30.0))

    assert (along(curve, 0), along(curve, 0.5), along(curve, 1)) == (
        (0.0, 0.0),
        (15.0, 15.0),
        (30.0, 30.0),
    )
