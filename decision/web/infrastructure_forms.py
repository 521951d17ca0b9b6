"""Forms about a team's files: files or text to read, and the stores to make of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decision import actions
from decision.actions import Chosen
from decision.readers.folders import ENDINGS, FETCHED
from decision.web.forms import NameField
from decision.web.presenters.infrastructure.proposal import Candidate


class ManyFilesInput(forms.ClearableFileInput):
    """A control for several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class ManyFilesField(forms.FileField):
    """Several files; empty ones too, of which their reader says what is wrong."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """The files that were chosen, if any."""
        given = data if isinstance(data, (list, tuple)) else [data]
        return [each for each in given if isinstance(each, UploadedFile)]


class FolderInput(ManyFilesInput):
    """A control for a folder with all that is in it; folder.js shows it where that can be."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {
                "webkitdirectory": True,
                "data-endings": " ".join(sorted(ENDINGS)),
                "data-fetched": " ".join(sorted(FETCHED)),
                **(attrs or {}),
            }
        )


class PathsField(forms.Field):
    """Where each file of the folder lies in it, in the order of the files."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[str]:
        """The paths as they came; they are made harmless where they are used."""
        return [str(each) for each in value or ()]


class FilesForm(forms.Form):
    """Files, a folder of them, a pasted text, or all of these."""

    chosen = ManyFilesField(
        label=_("Files"),
        required=False,
        help_text=_(
            "Terraform or OpenTofu (plan or state as JSON, or .tf files), CloudFormation, CDK "
            "(cdk.out), Kubernetes, Pulumi, Compose or ARM. Several files are read as one system; "
            "of Terraform’s own language, choose the files of one folder."
        ),
    )
    folder = ManyFilesField(
        label=_("Or a whole folder"),
        required=False,
        widget=FolderInput,
        help_text=_(
            "A folder of Terraform with its modules, or cdk.out. Only files that may declare "
            "infrastructure are sent; what tools have fetched is left out."
        ),
    )
    paths = PathsField(required=False)
    text = forms.CharField(
        label=_("Or paste the text of one file"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, object]:
        """Refuse a form that brings nothing."""
        cleaned = super().clean() or {}
        text = cleaned.get("text")
        chosen = cleaned.get("chosen") or cleaned.get("folder")
        if not self.errors and not chosen and not str(text or "").strip():
            raise ValidationError(_("Choose a file or paste its text."))
        return cleaned


class StoresForm(forms.Form):
    """Which of the proposed stores are taken, which store each is, and how new ones are called.

    Fields are ``take-<n>``, ``store-<n>`` and ``name-<n>``, by the number of the candidate. A form
    without the second says nothing about it: then the store is the one that was proposed.
    """

    NEW = "new"

    def __init__(
        self,
        candidates: Sequence[Candidate],
        taken: Collection[str],
        *args: Any,
        with_new: bool = True,
        **kwargs: Any,
    ) -> None:
        """``with_new``: whether new stores are ticked at the start."""
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        self._taken = taken
        for each in candidates:
            is_ticked = each.is_ticked and (with_new or not each.is_new)
            self.fields[f"take-{each.number}"] = forms.BooleanField(
                required=False, initial=is_ticked, label=each.address
            )
            if each.stores:
                self.fields[f"store-{each.number}"] = self._which(each)
            self.fields[f"name-{each.number}"] = NameField(
                required=False, initial=each.name, label=_("Name of the store")
            )

    def _which(self, each: Candidate) -> forms.ChoiceField:
        # Of what could be several, nothing is chosen beforehand.
        unsaid = [("", _("Choose"))] if each.maybe else []
        stores = [(str(store.number), store.name) for store in each.stores]
        return forms.ChoiceField(
            choices=[*unsaid, (self.NEW, _("A new store")), *stores],
            required=False,
            initial=self._proposed(each),
            label=_("Which store is it?"),
            error_messages={"invalid_choice": _("That store cannot be chosen any more.")},
        )

    def _proposed(self, each: Candidate) -> str:
        if each.existing is not None:
            return str(each.existing.number)
        return "" if each.maybe else self.NEW

    def rows(self) -> Iterator["StoreRow"]:
        """Each candidate with its controls."""
        for each in self.candidates:
            yield StoreRow(
                each,
                self[f"take-{each.number}"],
                self[f"store-{each.number}"] if each.stores else None,
                self[f"name-{each.number}"],
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a new store without a name, a name twice, and a store for two resources."""
        cleaned = super().clean() or {}
        names, stores = set(self._taken), set[str]()
        for each in self._ticked(cleaned):
            which, field = self._store(each, cleaned), f"store-{each.number}"
            if field in self.errors:
                continue
            if not which:
                self.add_error(field, _("Say which store it is, or take the tick away."))
            elif which == self.NEW:
                self._check_name(each, cleaned, names)
            elif which in stores:
                self.add_error(field, self._twice(each, which))
            stores.add(which)
        return cleaned

    def _ticked(self, cleaned: Mapping[str, Any]) -> list[Candidate]:
        return [each for each in self.candidates if cleaned.get(f"take-{each.number}")]

    def _store(self, each: Candidate, cleaned: Mapping[str, Any]) -> str:
        """The number of the store that it is, "new", or nothing where that was not said."""
        field = f"store-{each.number}"
        return cleaned.get(field, "") if field in self.data else self._proposed(each)

    def _check_name(self, each: Candidate, cleaned: Mapping[str, Any], names: set[str]) -> None:
        field = f"name-{each.number}"
        name = cleaned.get(field, "")
        if field in self.errors:
            return
        if not name:
            self.add_error(field, _("Enter a name for the store."))
        elif name in names:
            self.add_error(field, self._name_taken(each, name))
        names.add(name)

    def _name_taken(self, each: Candidate, name: str) -> str:
        if any(store.name == name for store in each.stores):
            return gettext(
                "There is already a store of that name. Choose it under “Which store is it?”, "
                "or choose another name."
            )
        return gettext("There is already a store of that name. Choose another name.")

    def _twice(self, each: Candidate, which: str) -> str:
        name = next((store.name for store in each.stores if str(store.number) == which), "")
        return _(
            "“%s” is chosen for two resources. A store is one resource: choose the one that holds "
            "the data, and take the tick from the other."
        ) % name  # fmt: skip

    def chosen(self) -> list[Chosen]:
        """What was ticked."""
        return [
            self._new(each) if which == self.NEW else Chosen(each.place, number=int(which))
            for each in self._ticked(self.cleaned_data)
            for which in [self._store(each, self.cleaned_data)]
        ]

    def _new(self, each: Candidate) -> Chosen:
        return Chosen(each.place, self.cleaned_data[f"name-{each.number}"], each.kind)


@dataclass(frozen=True, slots=True)
class StoreRow:
    """One candidate with its controls; ``store`` is none where there is nothing to choose."""

    candidate: Candidate
    tick: forms.BoundField
    store: forms.BoundField | None
    name: forms.BoundField

    @property
    def has_errors(self) -> bool:
        return bool(self.name.errors or (self.store and self.store.errors))


class TypeForm(forms.Form):
    """What the team says of one type: it keeps data, it keeps none, or nothing any more."""

    ANSWERS = {"data": True, "none": False, "open": None}

    type = forms.CharField(max_length=actions.TYPE_LENGTH)
    keeps = forms.ChoiceField(choices=[(each, each) for each in ANSWERS])


class AdoptForm(forms.Form):
    """One answer that the files suggest; ``seen`` is the revision of the one that was shown."""

    question = forms.SlugField(max_length=80)
    store = forms.IntegerField(required=False, min_value=1, max_value=32767)
    option = forms.SlugField(max_length=80)
    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1)
