"""Named writes: the only place where stored state changes.

Every action takes keyword arguments, runs in one short transaction, and leaves nothing
half done. Conflicts and limits are exceptions with what the page needs to explain them; an
assessment that was deleted or erased meanwhile raises ``Assessment.DoesNotExist``.
"""

from decision.actions.answers import (
    EditConflict,
    StaleForm,
    adopt_answers,
    fill_answers,
    save_answer,
    withdraw_answers,
)
from decision.actions.assessments import (
    NewAssessment,
    adopt_edition,
    create_assessment,
    delete_assessment,
    freeze_edition,
    import_system,
    purge,
    rename_assessment,
    restore_assessment,
)
from decision.actions.infrastructure import (
    PROPOSAL_KEPT,
    TYPE_LENGTH,
    Chosen,
    StaleReading,
    TooLargeToKeep,
    TooManyTypes,
    confirm_reading,
    decide_type,
    discard_proposal,
    propose_reading,
    purge_proposals,
    remove_reading,
)
from decision.actions.links import (
    MAX_LINKS,
    LastEditLink,
    TooManyLinks,
    make_link,
    revoke_link,
)
from decision.actions.stores import (
    MAX_STORES,
    NameTaken,
    TooManyStores,
    add_store,
    change_store,
    copy_store,
    remove_store,
    restore_store,
)

__all__ = [
    "MAX_LINKS",
    "MAX_STORES",
    "PROPOSAL_KEPT",
    "TYPE_LENGTH",
    "Chosen",
    "EditConflict",
    "LastEditLink",
    "NameTaken",
    "NewAssessment",
    "StaleForm",
    "StaleReading",
    "TooLargeToKeep",
    "TooManyLinks",
    "TooManyStores",
    "TooManyTypes",
    "add_store",
    "adopt_answers",
    "adopt_edition",
    "change_store",
    "confirm_reading",
    "copy_store",
    "create_assessment",
    "decide_type",
    "delete_assessment",
    "discard_proposal",
    "fill_answers",
    "freeze_edition",
    "import_system",
    "make_link",
    "propose_reading",
    "purge",
    "purge_proposals",
    "remove_reading",
    "remove_store",
    "rename_assessment",
    "restore_assessment",
    "restore_store",
    "revoke_link",
    "save_answer",
    "withdraw_answers",
]
