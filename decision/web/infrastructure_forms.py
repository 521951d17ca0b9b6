"""Forms about a team's files: files or text to read, and the stores to make of them."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
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
    """Which of the proposed stores are taken, and how new ones are called.

    Fields are ``take-<n>`` and ``name-<n>``, by the number of the candidate.
    """

    def __init__(
        self, candidates: Sequence[Candidate], taken: Collection[str], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        self._taken = taken
        for each in candidates:
            self.fields[f"take-{each.number}"] = forms.BooleanField(
                required=False, initial=each.is_ticked, label=each.address
            )
            if each.existing is None:
                self.fields[f"name-{each.number}"] = NameField(
                    required=False, initial=each.name, label=_("Name of the store")
                )

    def rows(self) -> Iterator[tuple[Candidate, forms.BoundField, forms.BoundField | None]]:
        """Each candidate with its controls."""
        for each in self.candidates:
            name = self[f"name-{each.number}"] if each.existing is None else None
            yield each, self[f"take-{each.number}"], name

    def clean(self) -> dict[str, Any]:
        """Refuse a new store without a name, and a name twice."""
        cleaned = super().clean() or {}
        seen = set(self._taken)
        for each in self.candidates:
            field = f"name-{each.number}"
            if each.existing is not None or not cleaned.get(f"take-{each.number}"):
                continue
            name = cleaned.get(field, "")
            if field in self.errors:
                continue
            if not name:
                self.add_error(field, _("Enter a name for the store."))
            elif name in seen:
                self.add_error(
                    field, _("There is already a store of that name. Choose another name.")
                )
            seen.add(name)
        return cleaned

    def chosen(self) -> list[Chosen]:
        """What was ticked."""
        return [
            Chosen(each.place, number=each.existing.number)
            if each.existing is not None
            else Chosen(each.place, self.cleaned_data[f"name-{each.number}"], each.kind)
            for each in self.candidates
            if self.cleaned_data.get(f"take-{each.number}")
        ]


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
