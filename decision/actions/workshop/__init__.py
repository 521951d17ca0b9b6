"""Named writes of workshops: set up, join, vote, step on, end.

A facilitator's step names the revision that it was made for; if somebody stepped meanwhile,
``StaleStep`` is raised and nothing changes.
"""

from decision.actions.workshop.ending import (
    TooManyActionPoints,
    add_action_point,
    delete_workshop,
    end_workshop,
    make_assessment,
    purge_workshops,
    remove_action_point,
    reopen_workshop,
    set_next_review,
    update_assessment,
)
from decision.actions.workshop.gone import is_gone
from decision.actions.workshop.guesses import TooManyGuesses, check_guesses, count_guess
from decision.actions.workshop.joining import (
    AliasTaken,
    RoomFull,
    WorkshopOver,
    forget,
    join,
    leave,
)
from decision.actions.workshop.keeping import keep_verdict
from decision.actions.workshop.links import (
    LastFacilitator,
    TooManyLinks,
    make_workshop_link,
    revoke_workshop_link,
)
from decision.actions.workshop.setup import (
    NewWorkshop,
    Plan,
    PlannedItem,
    create_workshop,
)
from decision.actions.workshop.stepping import (
    StaleStep,
    close_all,
    hide_reason,
    move_item,
    settle_item,
    show,
)
from decision.actions.workshop.timing import (
    extend_timer,
    pause_timer,
    resume_timer,
    start_timer,
    stop_timer,
)
from decision.actions.workshop.voting import VoteRefused, cast_vote, give_reason

__all__ = [
    "AliasTaken",
    "LastFacilitator",
    "NewWorkshop",
    "Plan",
    "PlannedItem",
    "RoomFull",
    "StaleStep",
    "TooManyActionPoints",
    "TooManyGuesses",
    "TooManyLinks",
    "VoteRefused",
    "WorkshopOver",
    "add_action_point",
    "cast_vote",
    "check_guesses",
    "close_all",
    "count_guess",
    "create_workshop",
    "delete_workshop",
    "end_workshop",
    "extend_timer",
    "forget",
    "give_reason",
    "hide_reason",
    "is_gone",
    "join",
    "keep_verdict",
    "leave",
    "make_assessment",
    "make_workshop_link",
    "move_item",
    "pause_timer",
    "purge_workshops",
    "remove_action_point",
    "reopen_workshop",
    "resume_timer",
    "revoke_workshop_link",
    "set_next_review",
    "settle_item",
    "show",
    "start_timer",
    "stop_timer",
    "update_assessment",
]
