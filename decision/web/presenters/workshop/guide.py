"""One calm sentence for a facilitator who has never done this: what to do now."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from decision.domain.workshop.progress import ROUNDS, Move, Progress, Stage

HINTS: Mapping[str, str | Promise] = {
    "lobby": _(
        "Wait until most people are in, say that nobody can tell who votes what, and begin. "
        "Whoever comes later can still join."
    ),
    "lobby-own": _(
        "Send people the join link and give them time. When enough have answered, close the "
        "voting: then you see everything first, and decide what all screens show."
    ),
    "lobby-closed": _(
        "Nobody can vote any more, and no screen shows the votes yet. Look at the verdict so far, "
        "then show it to everybody, or begin with the question that decides most."
    ),
    "waiting": _("Read the question out, then open the vote."),
    "voting": _(
        "Read it out and be quiet: everybody answers alone first. Reveal when most votes are in."
    ),
    "card": _(
        "Ask somebody from each side what they mean by the word. When they have said it, show "
        "the definition."
    ),
    "defined": _(
        "Read the definition out, and ask whether anything about it is unclear. Then let people "
        "vote again, or go on."
    ),
    "defined-twice": _("Read out what the definition has changed, then go on."),
    "revealed": _(
        "Let a minority speak first. Then vote again, or keep what the room agrees on. Who is "
        "not convinced is written down as dissent."
    ),
    "agreed-soon": _("Nearly everybody says the same. Ask whether anybody objects, then keep it."),
    "need-not": _(
        "The room differs here, but no verdict depends on it. You can leave it open and go on."
    ),
    "settled": _("Read out what was agreed, then go on."),
    "skipped": _("This one is left out. You can take it up again at any time."),
    "verdict": _(
        "Read the verdict of each store out. What decides stands at the top of the list: talk "
        "about that first."
    ),
    "end": _("Nobody can vote or join any more. What was agreed is kept."),
}

#: Why a step does not fit, by where the item is, and what to do instead.
REFUSALS: Mapping[Stage, str | Promise] = {
    Stage.WAITING: _("Nobody has voted on “%(title)s” yet. Open the vote first."),
    Stage.VOTING: _("People are voting on “%(title)s” now. Reveal the votes first."),
    Stage.REVEALED: _(
        "The votes on “%(title)s” are revealed already. Go on with one of the steps below."
    ),
    Stage.SETTLED: _(
        "“%(title)s” is agreed on already. Take it up again first, or leave it as it is and go on."
    ),
    Stage.SKIPPED: _("“%(title)s” is left out. Take it up again first."),
}
NO_THIRD_VOTE = _(
    "People have voted on “%(title)s” twice, and there is no third vote. Keep what the room agrees "
    "on, or leave it open and go on."
)
DEFINED = _("The definition of “%(title)s” is shown already. Vote again if you have not, or go on.")


def refusal(progress: Progress, move: Move, title: str) -> str:
    """Why the item called ``title`` does not allow the move, and what to do."""
    text: str | Promise
    if progress.shows_definition:
        text = DEFINED
    elif move is Move.VOTE_AGAIN and progress.revealed == ROUNDS and not progress.is_card:
        text = NO_THIRD_VOTE
    else:
        text = REFUSALS[progress.stage]
    return str(text) % {"title": title}
