"""Forms of workshops: setting up, joining, voting, settling, ending."""

from collections.abc import Sequence
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decision.catalog import Catalog
from decision.domain.workshop.aliases import tidied
from decision.models import Naming, Pace, WorkshopRole
from decision.web.forms import NameField, PlainTextField
from decision.web.presenters.workshop.subjects import Subject

REASON_LENGTH = 500
DISSENT_LENGTH = 4000
MOST_ROLES = 12

#: Without a store there is nothing that questions about stores could be about.
NO_STORE = _("Choose at least one store, or only questions about the whole system.")

#: What a store's kind answers, nobody votes on; without cards the agenda may then be empty.
NOTHING_TO_VOTE_ON = _(
    "With this choice there is nothing to vote on: what is known about the stores answers these "
    "questions or makes them needless. Choose others, or begin with the words."
)

#: Where a ballot does not say for which round it is, or for one that there never is.
NO_ROUND = _("This vote could not be taken. Choose your answer again, then vote.")

#: What people can mistake for a letter of a join code, and what they mean.
MEANT = str.maketrans({"8": "B", "5": "S", "2": "Z"})


class WorkshopForm(forms.Form):
    """What a facilitator decides before a workshop."""

    title = NameField(
        label=_("What is the workshop called?"),
        error_messages={"required": _("Enter a title for the workshop.")},
    )
    stores = forms.TypedMultipleChoiceField(
        label=_("Which stores is it about?"),
        help_text=_("The others stay as they are."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    questions = forms.ChoiceField(
        label=_("Which questions?"),
        choices=[
            ("talk", _("The basic ones, from the talk: a wide answer in about half an hour")),
            ("all", _("All of them: best answered at one's own pace before the meeting")),
            ("chosen", _("Only those that I choose below")),
        ],
        widget=forms.RadioSelect,
        initial="talk",
    )
    chosen = forms.MultipleChoiceField(
        label=_("Chosen questions"), required=False, widget=forms.CheckboxSelectMultiple
    )
    cards = forms.BooleanField(
        label=_("Begin with the words"),
        help_text=_("Cards such as “Is a message queue stateful?” show who means what."),
        required=False,
        initial=True,
    )
    chosen_cards = forms.MultipleChoiceField(
        label=_("Cards"), required=False, widget=forms.CheckboxSelectMultiple
    )
    pace = forms.ChoiceField(
        label=_("When do people answer?"),
        choices=[
            (Pace.LIVE, _("Live: one question at a time, led by you")),
            (Pace.OWN, _("At their own pace, before the meeting")),
        ],
        widget=forms.RadioSelect,
        initial=Pace.LIVE,
    )
    naming = forms.ChoiceField(
        label=_("Do people give a name?"),
        choices=[
            (Naming.ANONYMOUS, _("No: nobody, not even you, can tell who said what")),
            (Naming.ALIASES, _("An alias: you see who has voted, never what")),
        ],
        widget=forms.RadioSelect,
        initial=Naming.ANONYMOUS,
    )
    roles = PlainTextField(
        label=_("Roles to choose from"),
        help_text=_(
            "Separated by commas; may stay empty. Results by role are shown where a role has "
            "at least three people."
        ),
        required=False,
        max_length=400,
        initial=_("Development, Operations, Database, Security, Product"),
    )
    rehearsal = forms.BooleanField(
        label=_("Rehearsal with simulated participants"),
        help_text=_("Eleven simulated people vote, so that you can try everything alone."),
        required=False,
    )

    def __init__(
        self,
        catalog: Catalog,
        *args: object,
        stores: Sequence[tuple[int, str]] = (),
        **kwargs: object,
    ) -> None:
        """``stores`` are those of the assessment that it begins with, by number and name."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._of_stores = frozenset(
            question.id for question in catalog.questions.values() if question.level == "store"
        )
        self._offer_stores(stores)
        chosen = self.fields["chosen"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = [
            (section.title, [(question.id, question.title) for question in section.questions])
            for section in catalog.sections
        ]
        cards = self.fields["chosen_cards"]
        assert isinstance(cards, forms.MultipleChoiceField)
        cards.choices = [(card.id, card.title) for card in catalog.cards.values()]

    def _offer_stores(self, stores: Sequence[tuple[int, str]]) -> None:
        """All are marked at first; where there is no choice, there is no field."""
        field = self.fields["stores"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        if stores:
            field.choices = [(str(number), name) for number, name in stores]
            field.initial = [str(number) for number, _name in stores]
        else:
            del self.fields["stores"]

    def clean_roles(self) -> list[str]:
        text = self.cleaned_data["roles"].replace("\n", ",")
        roles = list(dict.fromkeys(" ".join(each.split()) for each in text.split(",")))
        roles = [role for role in roles if role]
        if len(roles) > MOST_ROLES or any(len(role) > 40 for role in roles):
            raise ValidationError(_("At most 12 roles, each of at most 40 letters."))
        return roles

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        chosen = cleaned.get("chosen")
        if cleaned.get("questions") == "chosen" and not chosen:
            self.add_error("chosen", _("Choose at least one question."))
        elif cleaned.get("questions") != "chosen" and chosen:
            text = _("You have marked questions below: choose “Only those that I choose below”.")
            self.add_error("questions", text)
        if "stores" in self.fields and not cleaned.get("stores") and self._asks_about_stores:
            self.add_error("stores", NO_STORE)
        return cleaned

    @property
    def _asks_about_stores(self) -> bool:
        if self.cleaned_data.get("questions") != "chosen":
            return True
        return not self._of_stores.isdisjoint(self.cleaned_data.get("chosen", ()))

    def refuse_empty_agenda(self) -> None:
        """Say that with these choices there would be nothing to vote on."""
        field = "chosen" if self.cleaned_data["questions"] == "chosen" else "questions"
        self.add_error(field, NOTHING_TO_VOTE_ON)


class JoinCodeForm(forms.Form):
    """The code on the wall."""

    code = PlainTextField(
        label=_("Join code"),
        max_length=20,
        error_messages={"required": _("Enter the join code: eight letters and digits.")},
    )

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].upper()
        return "".join(each for each in code if each.isalnum()).translate(MEANT)


class AliasField(PlainTextField):
    """A name that people can see and that stays on its line."""

    def to_python(self, value: object) -> str:
        return tidied(super().to_python(value))


class JoinForm(forms.Form):
    """Alias and role, as far as the workshop asks for them."""

    alias = AliasField(
        label=_("Your alias"),
        help_text=_("The facilitator sees it beside whether you have voted, never what."),
        max_length=40,
        error_messages={"required": _("Enter an alias.")},
    )
    role = forms.ChoiceField(label=_("Your role"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: object, alias: bool, roles: Sequence[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not alias:
            del self.fields["alias"]
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [*((each, each) for each in roles), ("", _("Rather not say"))]
        if not roles:
            del self.fields["role"]


class VoteForm(forms.Form):
    """One vote with its round, so that a late vote never lands in the next round."""

    option = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": _("Choose an answer.")}
    )
    reason = PlainTextField(
        label=_("Your reason"),
        help_text=_("Shown without your name after the votes are revealed."),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    round = forms.IntegerField(
        min_value=1,
        max_value=2,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), NO_ROUND),
    )

    def __init__(self, subject: Subject, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        option = self.fields["option"]
        assert isinstance(option, forms.ChoiceField)
        option.label = subject.title
        option.choices = [(each.id, each.title) for each in subject.choices]

    def clean(self) -> dict[str, object]:
        """Nobody sees a hidden field: what is wrong with it is said beside the options."""
        cleaned = super().clean() or {}
        if "round" in self.errors and "option" not in self.errors:
            self.add_error("option", NO_ROUND)
        return cleaned


class ReasonForm(forms.Form):
    """A reason that somebody adds once the votes were revealed; left empty it is taken back."""

    reason = PlainTextField(
        label=_("Your reason"),
        help_text=_("Shown without your name."),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SettleForm(forms.Form):
    """What the room agrees on, and what somebody holds against it."""

    agreed = forms.ChoiceField(
        label=_("Agreed answer"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the room agrees on.")},
    )
    dissent = PlainTextField(
        label=_("Dissent, with its reason"),
        required=False,
        max_length=DISSENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, subject: Subject, *args: object, **kwargs: object) -> None:
        self.subject = subject
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        agreed = self.fields["agreed"]
        assert isinstance(agreed, forms.ChoiceField)
        agreed.choices = [(each.id, each.title) for each in subject.choices]


class NearDateField(forms.DateField):
    """A day of the years around this one, written as date controls of browsers write it."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    input_formats = ["%Y-%m-%d"]
    default_error_messages = {
        "invalid": _("Enter the date as year, month and day, such as 2031-12-24."),
        "far": _("Choose a date from %(first)s to %(last)s."),
    }

    def validate(self, value: date | None) -> None:
        super().validate(value)
        today = timezone.localdate()
        first, last = today - timedelta(days=365), today + timedelta(days=3652)
        if value is not None and not first <= value <= last:
            days = {"first": first.isoformat(), "last": last.isoformat()}
            raise ValidationError(self.error_messages["far"], code="far", params=days)


class ActionPointForm(forms.Form):
    """Something to do, by whom and until when."""

    text = NameField(
        label=_("What is to be done?"), error_messages={"required": _("Say what is to be done.")}
    )
    owner = PlainTextField(label=_("By whom?"), required=False, max_length=100)
    due = NearDateField(label=_("Until when?"), required=False)


class ReviewForm(forms.Form):
    """When the agreed answers are looked at again."""

    day = NearDateField(label=_("Next review"), required=False)


class WorkshopLinkForm(forms.Form):
    """A further link to a workshop."""

    role = forms.ChoiceField(
        label=_("What may whoever has the link do?"),
        choices=[
            (WorkshopRole.FACILITATE, _("Lead the workshop, as you do")),
            (WorkshopRole.PROJECT, _("Show it on a wall, and change nothing")),
        ],
        widget=forms.RadioSelect,
        initial=WorkshopRole.FACILITATE,
        error_messages={"required": _("Choose what the link allows.")},
    )
