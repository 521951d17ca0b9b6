"""Every address of the site by name, as an address of one shop, and who may do what there."""

from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from decision.urls import workshop
from tests.systems import Shop

#: Maps, drawings and the PDF take their time; they have tests of their own.
SLOW = frozenset(
    {
        "map",
        "map-small",
        "public-map",
        "map-download",
        "files-graph-download",
        "report-pdf",
        "report-pdf-short",
        "rulebook-flow",
    }
)


@dataclass(frozen=True)
class Address:
    """An address and its arguments after the assessment's id.

    ``methods`` is what it answers to; ``reads`` and ``posts`` name who may: everybody,
    readers (and editors) or editors.
    """

    name: str
    methods: str
    reads: str = ""
    posts: str = ""
    arguments: tuple[object, ...] = ()

    def url(self, shop: Shop) -> str:
        everybody = "everybody" in {self.reads, self.posts}
        first = [] if everybody else [shop.assessment.pk]
        arguments = [shop.read_secret] if self.name == "link-open" else list(self.arguments)
        return reverse(self.name, args=[*first, *arguments])


def by_name(each: object) -> str:
    """The id of a test about an address."""
    assert isinstance(each, Address)
    return each.name


PUBLIC = (
    Address("home", "GET", "everybody"),
    Address("assessment-create", "GET POST", "everybody", "everybody"),
    Address("assessment-import", "GET POST", "everybody", "everybody"),
    Address("link-open", "GET POST", "everybody", "everybody"),
    Address("leave", "POST", "", "everybody"),
    Address("panel-toggle", "POST", "", "everybody"),
    Address("language", "POST", "", "everybody"),
    Address("workshops", "GET", "everybody"),
    Address("workshop-create", "GET POST", "everybody", "everybody"),
    Address("workshop-enter", "GET POST", "everybody", "everybody"),
    Address("rulebook", "GET", "everybody"),
    Address("rulebook-flow", "GET", "everybody"),
    Address("glossary", "GET", "everybody"),
    Address("sources", "GET", "everybody"),
    Address("example-list", "GET", "everybody"),
    Address("example-detail", "GET", "everybody", arguments=("recipe-site",)),
    Address("about", "GET", "everybody"),
    Address("public-map", "GET", "everybody"),
)
GUARDED = (
    Address("assessment-tasks", "GET", "readers"),
    Address("check-answers", "GET", "readers"),
    Address("assessment-export", "GET", "readers"),
    Address("assessment-manage", "GET POST", "editors", "editors"),
    Address("link-make", "POST", "", "editors"),
    Address("link-revoke", "POST", "", "editors", (1,)),
    Address("edition-adopt", "POST", "", "editors"),
    Address("assessment-delete", "GET POST", "editors", "editors"),
    Address("assessment-restore", "POST", "", "editors"),
    Address("question", "GET POST", "readers", "editors", ("iac-adoption",)),
    Address("store-list", "GET POST", "readers", "editors"),
    Address("store-change", "GET POST", "editors", "editors", (1,)),
    Address("store-copy", "POST", "", "editors", (1,)),
    Address("store-confirm", "POST", "", "editors", (1,)),
    Address("store-copy-from", "POST", "", "editors", (1,)),
    Address("store-undo", "POST", "", "editors", (1,)),
    Address("store-remove", "POST", "", "editors", (1,)),
    Address("store-restore", "POST", "", "editors", (1,)),
    Address("store-question", "GET POST", "readers", "editors", (1, "consumers")),
    Address("result", "GET", "readers"),
    Address("result-cell", "GET", "readers", arguments=(1, "iac-unit", "production")),
    Address("what-if", "GET POST", "readers", "readers"),
    Address("what-if-adopt", "POST", "", "editors"),
    Address("map", "GET", "readers"),
    Address("map-small", "GET", "readers"),
    Address("map-download", "GET", "readers", arguments=("talk", "svg")),
    Address("files", "GET", "readers"),
    Address("files-resources", "GET", "readers"),
    Address("files-graph", "GET", "readers"),
    Address("files-graph-download", "GET", "readers", arguments=("svg",)),
    Address("files-cut", "GET", "readers", arguments=("shop-0123456789",)),
    Address("files-cut-download", "GET", "readers", arguments=("shop-0123456789",)),
    Address("files-read", "GET POST", "editors", "editors"),
    Address("files-preview", "GET", "editors"),
    Address("files-confirm", "POST", "", "editors"),
    Address("files-discard", "POST", "", "editors"),
    Address("files-type", "POST", "", "editors"),
    Address("files-adopt", "POST", "", "editors"),
    Address("files-remove", "GET POST", "editors", "editors"),
    Address("workshop-from", "GET POST", "editors", "editors"),
    Address("report", "GET", "readers"),
    Address("report-pdf", "GET", "readers", arguments=("a4",)),
    Address("report-pdf-short", "GET", "readers", arguments=("a4",)),
)
ALL = (*PUBLIC, *GUARDED)
QUICK = tuple(each for each in ALL if each.name not in SLOW)
PAGES = tuple(each for each in QUICK if "GET" in each.methods and each.name != "assessment-export")


#: Addresses of one workshop, and the ways into one: ``tests/web/workshops`` is about them.
OF_WORKSHOPS = frozenset({"workshop-open", "workshop-join", *(str(each.name) for each in workshop)})


def names_in_use() -> set[str]:
    """The name of every address that the site answers to, but for those of workshops."""
    return _names() - OF_WORKSHOPS


def _names() -> set[str]:
    found: set[str] = set()
    waiting: list[URLPattern | URLResolver] = list(get_resolver().url_patterns)
    while waiting:
        each = waiting.pop()
        if isinstance(each, URLResolver):
            waiting.extend(each.url_patterns)
        else:
            found.add(str(each.name))
    return found
