"""Forms: the door for everything people type."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from decision.catalog import Catalog
from decision.catalog.plaintext import is_invisible, refused_character
from decision.catalog.schema import Question
from decision.domain.vocabulary import DONT_KNOW
from decision.models import Store

NAME_LENGTH = 200
NOTE_LENGTH = 4000


def refuse_control_characters(text: str) -> None:
    """Refuse what databases and PDF readers choke on, by the rule of answer files."""
    refused = refused_character(text)
    if refused is not None:
        raise ValidationError(
            _("The text holds an invisible control character (U+%(code)s). Remove it."),
            params={"code": f"{ord(text[refused]):04X}"},
        )


class PlainTextField(forms.CharField):
    """Text of people: stripped, with Unix line ends, free of control characters."""

    default_validators = [refuse_control_characters]

    def to_python(self, value: object) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class NameField(PlainTextField):
    """A name on one line."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(max_length=NAME_LENGTH, **kwargs)  # type: ignore[arg-type]

    def to_python(self, value: object) -> str:
        name = " ".join(super().to_python(value).split())
        return "" if is_invisible(name) else name


class SeenField(forms.IntegerField):
    """The revision that a form was filled from.

    Whatever cannot be a revision counts as 0, "saw none": then the answer is still saved
    where there was none, and a stored one is shown beside it as a conflict. Nothing is lost.
    """

    def clean(self, value: object) -> int:
        try:
            return super().clean(value) or 0
        except ValidationError:
            return 0


class SystemForm(forms.Form):
    """The name of a system."""

    name = NameField(
        label=_("What is the system called?"),
        help_text=_("A name that your team and an architecture review will recognise."),
        error_messages={"required": _("Enter a name for the system.")},
    )


class StoreForm(forms.Form):
    """A store's name and kind."""

    name = NameField(
        label=_("Name of the store"),
        help_text=_("For example: orders database, image bucket."),
        error_messages={"required": _("Enter a name for the store.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind of store"),
        required=False,
        help_text=_("A known kind fills in how its state is stored and managed. Change it later."),
    )

    def __init__(self, catalog: Catalog, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Something else")), *_kinds_by_group(catalog)]


class CopyFromForm(forms.Form):
    """Another store of the same system, whose answers are to be taken over."""

    source = forms.TypedChoiceField(
        label=_("Copy answers from"),
        coerce=int,
        help_text=_("Only what is open here is filled. Your answers and all notes stay."),
    )

    def __init__(self, others: Iterable[Store], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["source"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(store.number, store.name) for store in others]


def _kinds_by_group(catalog: Catalog) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for kind in catalog.kinds.values():
        groups.setdefault(kind.group, []).append((kind.id, kind.title))
    return groups.items()


class AnswerForm(forms.Form):
    """The answer to one question, with a note and the revision that was seen."""

    option = forms.ChoiceField(
        required=False,
        error_messages={
            "invalid_choice": _("This answer is not one of the options. Choose again.")
        },
    )
    note = PlainTextField(
        label=_("Note"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea,
        help_text=_("Why this answer? The note goes into the report."),
    )
    seen = SeenField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def clean(self) -> dict[str, object]:
        """Refuse what says nothing, unless it takes back what was said before."""
        cleaned = super().clean() or {}
        given = cleaned.get("option") or cleaned.get("note")
        if not (self.errors or given or (self._said and cleaned.get("seen"))):
            self.add_error("option", _("Choose an answer, or skip for now."))
        return cleaned

    def __init__(
        self, question: Question, *args: object, said: bool = True, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._said = said
        field = self.fields["option"]
        assert isinstance(field, forms.ChoiceField)
        field.label = question.title
        field.choices = [(option.id, option.title) for option in question.options]
        field.choices = [*field.choices, (DONT_KNOW, _("We don't know"))]


class AnswerFileForm(forms.Form):
    """An answer file, uploaded or pasted."""

    file = forms.FileField(label=_("Answer file"), required=False, allow_empty_file=True)
    text = forms.CharField(
        label=_("Or paste its text"), required=False, widget=forms.Textarea, strip=False
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if not cleaned.get("file") and not cleaned.get("text"):
            raise ValidationError(_("Choose a file or paste its text."))
        return cleaned


class LinkForm(forms.Form):
    """A new capability link."""

    role = forms.ChoiceField(
        label=_("What the link allows"),
        choices=[("read", _("Read only")), ("edit", _("Read and edit"))],
    )
    label = PlainTextField(
        label=_("For whom"),
        required=False,
        max_length=100,
        help_text=_("Only a reminder for you, such as: review board."),
    )
