"""Words for what the engine found: points, ranges, answers, verdicts, effects.

Commands and pages say the same. The plain half speaks the English of this module; pages give
``Words`` their translation, and the sign that they write for minus.
"""

from collections.abc import Callable, Iterable, Sequence

from decision.catalog import Catalog, schema
from decision.domain.reasons import ReasonKind, strongest
from decision.domain.recommendation import Cell, Recommendation, StoreRecommendation
from decision.domain.rulebook import POINT, Effect
from decision.domain.sensitivity import Change, Flip, Purpose, StoreSensitivity
from decision.domain.vocabulary import DONT_KNOW, MIXED

type Translate = Callable[[str], str]

#: How many names a sentence holds before it counts the rest.
NAMED = 6


def as_written(text: str) -> str:
    """The English text itself."""
    return text


class Words:
    """The words of one language; ``translate`` turns the English into it."""

    def __init__(self, translate: Translate = as_written, minus: str = "-") -> None:
        self._ = translate
        self._minus = minus

    # --- Points ----------------------------------------------------------------------------

    def points(self, hundredths: int) -> str:
        """``+1.5``, ``-3`` or ``0``."""
        whole = f"{abs(hundredths) / POINT:.2f}".rstrip("0").rstrip(".")
        if not hundredths:
            return "0"
        return f"+{whole}" if hundredths > 0 else f"{self._minus}{whole}"

    def score_note(self, score: int, low: int, high: int) -> str:
        """``+3``, or the score with its range in brackets while something is open."""
        if low == high:
            return self.points(score)
        return self._("%(score)s (%(low)s to %(high)s)") % self._span(score, low, high)

    def score_sentence(self, score: int, low: int, high: int) -> str:
        """The score, and its range while something is open."""
        if low == high:
            return self._("%s points. No open answer adds to it.") % self.points(score)
        span = self._span(score, low, high)
        sentence = self._(
            "%(score)s points now; between %(low)s and %(high)s once all is answered."
        )
        return sentence % span

    def cell_note(self, cell: Cell) -> str:
        """The score beside a result, and what decides where the score would say otherwise."""
        score = self.score_note(cell.score, cell.low, cell.high)
        if not cell.against_score:
            return score
        match strongest(cell)[0].kind:
            case ReasonKind.GATE:
                return self._("%s; a gate decides") % score
            case ReasonKind.IMPLICATION:
                return self._("%s; another boundary decides") % score
            case _:
                return self._("%s; every open answer leads here") % score

    def against_score(self, catalog: Catalog, cell: Cell) -> str:
        """What the score alone would say, where a gate or implication says otherwise."""
        if not cell.against_score:
            return ""
        alone = catalog.results[cell.by_score].title.lower()
        return self._("the score alone would say %s") % alone

    def _span(self, score: int, low: int, high: int) -> dict[str, str]:
        return {
            "score": self.points(score),
            "low": self.points(low),
            "high": self.points(high),
        }

    # --- Names -----------------------------------------------------------------------------

    def joined(self, names: Iterable[str], word: str) -> str:
        """``a``, ``a and b``, ``a, b and c``, with the given word before the last."""
        items = list(names)
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {word} {items[-1]}"

    def listed(self, names: Iterable[str]) -> str:
        """Names joined by "and"."""
        return self.joined(names, self._("and"))

    def either_of(self, names: Iterable[str]) -> str:
        """Names joined by "or"."""
        return self.joined(names, self._("or"))

    def some(self, names: Sequence[str]) -> str:
        """Names joined by "and"; a long list ends in how many more there are."""
        if len(names) <= NAMED:
            return self.listed(names)
        more = self._("%d more") % (len(names) - NAMED)
        return self.listed([*names[:NAMED], more])

    def asked(self, catalog: Catalog, name: str) -> str:
        """A question as it is asked; a fact, which no page asks for, by its title."""
        question = catalog.questions.get(name)
        return question.title if question else catalog.facts[name].title

    def question_title(self, catalog: Catalog, name: str) -> str:
        """The short title of a question or fact."""
        question = catalog.questions.get(name)
        return question.short if question else catalog.facts[name].title

    def option_title(self, catalog: Catalog, name: str, option: str | None) -> str:
        """An answer as the team would say it."""
        if not option:
            return self._("no answer")
        if option == DONT_KNOW:
            return self._("We don't know")
        question = catalog.questions.get(name)
        if question is None:
            return catalog.facts[name].values.get(option, option)
        return next((each.title for each in question.options if each.id == option), option)

    def answer(self, catalog: Catalog, name: str, option: str | None) -> str:
        """A question or fact with its answer."""
        return f"{self.question_title(catalog, name)}: {self.option_title(catalog, name, option)}"

    def sources(self, catalog: Catalog, ids: Iterable[str]) -> tuple[schema.Source, ...]:
        return tuple(catalog.sources[each] for each in dict.fromkeys(ids))

    def source_line(self, catalog: Catalog, ids: Iterable[str]) -> str:
        """The sources of a rule in one line, by title; the list of sources has the rest."""
        return "; ".join(each.title for each in self.sources(catalog, ids))

    def cited(self, catalog: Catalog, ids: Iterable[str]) -> str:
        """The sources of a rule in one line, by author and title; an author is named once."""
        titles: dict[str, list[str]] = {}
        for each in self.sources(catalog, ids):
            titles.setdefault(each.author, []).append(each.title)
        return "; ".join(f"{author}: {'; '.join(own)}" for author, own in titles.items())

    # --- Verdicts --------------------------------------------------------------------------

    def mixed(self) -> str:
        """The word for a system whose stores differ."""
        return self._("Mixed")

    def verdict_title(self, catalog: Catalog, verdict: str) -> str:
        """A system's verdict in a word or two."""
        return self.mixed() if verdict == MIXED else catalog.results[verdict].title

    def verdict_sentence(self, stores: Sequence[tuple[str, str, str]]) -> str:
        """One sentence over all stores, given (name, the result's word, the result's sentence).

        The content writes the sentence for one store; several are listed by result.
        """
        if not stores:
            return self._("There is no store yet. Add a store to get a recommendation.")
        if len(stores) == 1:
            name, _word, sentence = stores[0]
            return f"{name} {sentence}."
        by_word: dict[str, list[str]] = {}
        for name, word, _sentence in stores:
            by_word.setdefault(word.lower(), []).append(name)
        whole = "; ".join(
            self._("%(result)s for %(stores)s") % {"result": word, "stores": self.some(names)}
            for word, names in by_word.items()
        )
        return f"{whole[:1].upper()}{whole[1:]}."

    def certainty(self, settled: bool, possible: Sequence[str], thin: bool = False) -> str:
        """What open answers can still do to a verdict; ``thin``: one changed answer is enough."""
        if not settled:
            return self._("Open answers can still make it: %s.") % self.either_of(possible)
        if thin:
            return self._("Settled: no open answer can change this, but one changed answer would.")
        return self._("Settled: no open answer can change this.")

    def certainties(self, unsettled: Sequence[str], thin: int, stores: int) -> str:
        """The same for several stores: those still open, and how many one answer would turn."""
        if unsettled:
            return self._("Open answers can still change the verdict for %s.") % self.listed(
                unsettled
            )
        settled = self._("Settled: no open answer can change this.")
        if not thin:
            return settled
        return f"{settled} {self._margin(thin, stores)}"

    def _margin(self, thin: int, stores: int) -> str:
        """How many of several stores one answer would turn."""
        if thin == stores:
            return self._("For each store one changed answer would.")
        counted = {"thin": thin, "stores": stores}
        return self._("For %(thin)d of the %(stores)d stores one changed answer would.") % counted

    # --- Rules and changes -----------------------------------------------------------------

    def effect(self, effect: Effect) -> str:
        """What a gate does to a cell, as a sentence."""
        _ = self._
        return {
            Effect.NOT_APPLICABLE: _("There is nothing to place here."),
            Effect.NOT_YET: _("Not yet: something else comes first."),
            Effect.TOGETHER: _("Together, whatever the points say."),
            Effect.SEPARATE: _("Separate, whatever the points say."),
            Effect.EITHER: _("Either, whatever the points say."),
            Effect.AT_MOST_EITHER: _("At most “either”, whatever the points say."),
            Effect.AT_LEAST_EITHER: _("At least “either”, whatever the points say."),
            Effect.NOT_YET_BEFORE_TOGETHER: _(
                "Before it may be together, something else comes first."
            ),
        }[effect]

    def effects(self, effects: Iterable[Effect]) -> str:
        """All that a gate does to a cell, in one line."""
        return " ".join(map(self.effect, effects))

    def every_answer(self) -> str:
        """Why an open question is a reason although nobody has to ask it."""
        return self._("This is not known yet, but every answer to it leads to this result.")

    def by_points(self, boundary: str, result: str) -> str:
        """What an implication starts from, where points made it so."""
        return self._("“%(boundary)s” is %(result)s here by its points.") % {
            "boundary": boundary,
            "result": result,
        }

    def by_gates(self, boundary: str, result: str, gates: Sequence[str]) -> str:
        """What an implication starts from, where gates made it so."""
        return self._("“%(boundary)s” is %(result)s here because of %(gates)s.") % {
            "boundary": boundary,
            "result": result,
            "gates": self.listed(gates),
        }

    def change(self, catalog: Catalog, each: Change) -> str:
        """One answer changed, or given where there is none yet."""
        said = {
            "question": self.question_title(catalog, each.question),
            "after": self.option_title(catalog, each.question, each.after),
        }
        if not each.before:
            return self._("%(question)s, open so far: “%(after)s”") % said
        before = self.option_title(catalog, each.question, each.before)
        return self._("%(question)s: “%(after)s” instead of “%(before)s”") % {
            **said,
            "before": before,
        }

    def flip(self, catalog: Catalog, each: Flip) -> str:
        """One smallest set of changes, and what the verdict would then be."""
        return self._("%(changes)s: then %(verdict)s") % {
            "changes": self.listed([self.change(catalog, one) for one in each.changes]),
            "verdict": catalog.results[each.verdict].title.lower(),
        }


#: The words of commands and files: plain English, in characters that a terminal can search.
PLAIN = Words()


#: What a reason without points is.
LABELS = {
    ReasonKind.MISSING: "ask first",
    ReasonKind.ANY_ANSWER: "any answer",
    ReasonKind.GATE: "gate",
    ReasonKind.IMPLICATION: "follows",
}

#: How the best question to answer next is announced; one for the detail only is not.
NEXT = {
    Purpose.AGAIN: "Answers contradict each other; best question to look at again",
    Purpose.VERDICT: "Best question to answer next",
    Purpose.CELLS: "The verdict stays; best question to answer next for what is “ask first”",
}

AGAINST_SCORE = "Not decided by points (the score alone would say otherwise)"


def store_sentences(catalog: Catalog, found: Recommendation) -> list[tuple[str, str, str]]:
    """Each store as ``verdict_sentence`` takes it."""
    results = [(store.name, catalog.results[store.verdict]) for store in found.stores]
    return [(name, result.title, result.sentence) for name, result in results]


def guardrails_by_tool(catalog: Catalog, names: Iterable[str]) -> dict[str, list[str]]:
    """Titles of guardrails by the title of their tool, in content order."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(catalog.guardrail_tools[name], []).append(catalog.guardrails[name].title)
    return found


def certainty_of(words: Words, catalog: Catalog, store: StoreSensitivity) -> str:
    """What could still change one store's verdict, in a sentence or two."""
    possible = [each.title for key, each in catalog.results.items() if key in store.possible]
    return words.certainty(store.settled, possible, thin=bool(store.load_bearing))


def certainty_of_all(words: Words, stores: Sequence[StoreSensitivity]) -> str:
    """The same for several stores together."""
    thin = sum(1 for store in stores if store.load_bearing)
    unsettled = [store.name for store in stores if not store.settled]
    return words.certainties(unsettled, thin, len(stores))


def score_of(words: Words, catalog: Catalog, cell: Cell) -> str:
    """The score with its range, and what it alone would say if the result is another."""
    score = words.score_note(cell.score, cell.low, cell.high)
    against = words.against_score(catalog, cell)
    return f"{score}; {against}" if against else score


def boundaries_note(catalog: Catalog, store: StoreRecommendation) -> list[str]:
    """The cells that a gate or implication decides against their score, boundary by boundary."""
    return [
        f"{catalog.boundaries[boundary].title} ({', '.join(titles).lower()})"
        for boundary, row in store.cells.items()
        if (titles := [catalog.environments[w].title for w, c in row.items() if c.against_score])
    ]
