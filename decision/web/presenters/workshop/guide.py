"""One calm sentence for a facilitator who has never done this: what to do now."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HINTS: Mapping[str, str | Promise] = {
    "lobby": _(
        "Wait until most people are in, say that nobody can tell who votes what, and begin. "
        "Whoever comes later can still join."
    ),
    "lobby-own": _(
        "Send people the join link and give them time. When enough have answered, close the "
        "voting: then everything is revealed at once."
    ),
    "waiting": _("Read the question out, then open the vote."),
    "voting": _(
        "Read it out and be quiet: everybody answers alone first. Reveal when most votes are in."
    ),
    "card": _(
        "Ask somebody from each side what they mean by the word, then read the definition out. "
        "Vote again if minds have changed, or go on."
    ),
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
