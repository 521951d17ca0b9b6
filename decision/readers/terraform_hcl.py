"""Folders of ``.tf``, ``.tf.json`` and OpenTofu's ``.tofu`` files, read as they are written.

Nothing is run: no provider, no function, no ``count``. A resource with ``count`` or ``for_each`` is
one resource here. Every folder that no other folder calls is a unit of its own; modules that lie
in folders among the files are followed. Of values only references and the settings of the written
list go on.
"""

import posixpath
import re
import resource
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from decision.readers import terraform_settings as settings
from decision.readers.documents import Limits, read_json
from decision.readers.names import plain
from decision.readers.shapes import Place, Reading, Refused, Resource, Setting, Unit
from decision.readers.terraform import TOOL, provider
from decision.readers.terraform_references import (
    DEPENDS_ON,
    REFERENCE,
    Configuration,
    Instance,
    Links,
    Module,
    Said,
)

FORMAT = "terraform-hcl"
TRIGGER = "replace_triggered_by"
#: Characters after which a file is parsed in parts.
PART = 20_000
#: Brackets within brackets, and what an expression may nest in other ways.
DEPTH = 64
#: Calls of modules, those within modules counted each time that they are called.
MOST_MODULES = 1_000
#: Resources of a unit after which no more modules are entered.
MOST_RESOURCES = 100_000

_BLOCKS = (
    "resource|data|module|variable|output|locals|provider|terraform|moved|removed|import|check"
    "|ephemeral|action"
)
_LABELS = r'(?:[ \t]+(?:"[^"\n]*"|[\w-]+))*+[ \t]*\{'
#: What comes first in a file, but for comments, is a block.
_SEEMS = re.compile(
    r"(?:\s++|#[^\n]*+|//[^\n]*+|/\*.*?\*/)*+" rf"(?:{_BLOCKS}){_LABELS}", re.DOTALL
)
_JSON_KEYS = frozenset(_BLOCKS.split("|")) | {"//"}
#: Any document can have "data" or "check".
_TELLING = frozenset(
    {"resource", "module", "provider", "terraform", "variable", "locals", "output"}
)

#: Arguments of a resource that refer to nothing of the system's own.
_META = frozenset({"provider", "providers", "lifecycle", "depends_on", "__comments__"})
_ONE = "A resource with count or for_each stands for all of its instances."
_TWICE = "A resource that a folder declares more than once counts once; Terraform refuses it."
_TOO_MANY = f"There are more than {MOST_RESOURCES:,} resources; further modules are left out."
#: So many modules that are not among the files are named.
_MOST_NAMED = 5


#: A text, a word, a comment, a sign, or an empty line, which the parser takes as a sign.
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*+"?|[\w.-]+|(?:#|//)[^\n]*+|[^\s\w]|\n(?=[ \t\r]*\n)')


def tokens(text: str, most: int) -> int:
    """About how many words and signs the parser has to take, 25,000 of them in a second; counted
    to one more than ``most``."""
    return sum(1 for _ in islice(_TOKEN.finditer(text), most + 1))


def is_json(text: str) -> bool:
    """Whether a file of Terraform is written as JSON, which its parser does not take."""
    return text.lstrip().startswith("{")


def seems(document: object) -> bool:
    """Whether this is a file of Terraform: its text, or the parsed document of a ``.tf.json``."""
    if isinstance(document, str):
        return bool(_SEEMS.match(document))
    return (
        isinstance(document, Mapping)
        and document.keys() <= _JSON_KEYS
        and any(isinstance(document.get(key), (dict, list)) for key in _TELLING)
    )


def read(files: Mapping[str, str], unit: str) -> Reading:
    """The units in some files, given as texts by their paths.

    The one unit, or the one in the top folder, has the name ``unit``; further ones add their
    folder to it. Raises ``Refused`` if no file can be read; one that cannot beside others that
    can is a remark.
    """
    remarks: dict[str, None] = {}
    folders = _folders(files, remarks)
    called = {
        target
        for path, folder in folders.items()
        for call in folder.calls.values()
        if (target := _local(path, call)) is not None and target != path
    }
    roots = [path for path in folders if path not in called] or list(folders)
    units = []
    for path in sorted(roots):
        name = unit if len(roots) == 1 or path == "." else f"{unit}/{path}"
        units.append(_Root(folders, name, remarks).unit(path))
    return Reading(tuple(units), tuple(remarks))


@dataclass(slots=True)
class _Folder:
    """What the files of one folder declare: bodies by name."""

    resources: dict[str, dict[str, Any]] = field(default_factory=dict)
    data: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: dict[str, dict[str, Any]] = field(default_factory=dict)
    outputs: dict[str, dict[str, Any]] = field(default_factory=dict)
    locals: dict[str, Any] = field(default_factory=dict)


def _folders(files: Mapping[str, str], remarks: dict[str, None]) -> dict[str, _Folder]:
    folders: dict[str, _Folder] = {}
    refused = []
    for path in sorted(files, key=_order):
        name = posixpath.normpath(path.replace("\\", "/"))
        if _is_replaced(name, files):
            continue
        try:
            document = _parsed(name, files[path])
            folder = folders.setdefault(posixpath.dirname(name) or ".", _Folder())
            twice = _declare(folder, document)
            if twice and not _order(name)[0]:
                remarks[_TWICE] = None
        except Refused as error:
            refused.append(f"{name}: {error}" if len(files) > 1 else str(error))
    if refused and len(refused) == len(files):
        raise Refused(refused[0])
    remarks |= dict.fromkeys(refused)
    return folders


def _order(path: str) -> tuple[bool, str]:
    """Files that override come last, as Terraform reads them."""
    name = posixpath.basename(path).split(".", 1)[0]
    return name == "override" or name.endswith("_override"), path


def _is_replaced(name: str, files: Mapping[str, str]) -> bool:
    """OpenTofu reads ``main.tofu`` instead of ``main.tf``."""
    for old, new in ((".tf.json", ".tofu.json"), (".tf", ".tofu")):
        if name.endswith(old):
            return name.removesuffix(old) + new in files
    return False


def _parsed(name: str, text: str) -> Mapping[str, Any]:
    if name.endswith(".json") or is_json(text):
        document = read_json(text, Limits(depth=DEPTH))
        if not isinstance(document, dict):
            raise Refused("This JSON is not an object, as a file of Terraform is.")
        return document
    found: dict[str, Any] = {}
    for start, part in _parts(text):
        for kind, blocks in _parsed_part(start, part).items():
            # At the top of a file there are blocks only, which come as lists.
            if isinstance(blocks, list):
                found.setdefault(kind, []).extend(blocks)
    return found


@cache
def _loads() -> Callable[[str], Mapping[str, Any]]:
    """The parser of HCL, loaded for the first file that needs it: that takes a while.

    It keeps its tables, made from its grammar alone, in a file beside it: making them takes two
    seconds. A process that may write no file would leave an empty one behind and begins none.
    """
    import hcl2.parser  # noqa: PLC0415

    may_write = resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0
    if not may_write and not Path(hcl2.parser.PARSER_FILE).is_file():
        hcl2.parser.PARSER_FILE = ""  # type: ignore[assignment]
    loads: Callable[[str], Mapping[str, Any]] = hcl2.loads
    return loads


def _parsed_part(start: int, text: str) -> Mapping[str, Any]:
    try:
        found = _loads()(text)
    except MemoryError:
        raise
    except RecursionError:
        raise Refused("An expression in this file is nested too deeply to be read.") from None
    except Exception as error:  # the parser's errors are of many kinds, and quote the file
        line = getattr(error, "line", None)
        line = start + line - 1 if isinstance(line, int) and line > 0 else start
        raise Refused(f"Line {line}: what follows is no HCL, or none that can be read.") from None
    return found


#: Texts and comments. What begins a text that its line does not end is found as well, so that it
#: is not looked for again from every later quote.
_NOISE = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|(?P<open>))|#.*|//.*|/\*.*?(?:\*/|$)')
_HEREDOC = re.compile(r"<<[-~]?[ \t]*([A-Za-z_][\w-]*)[ \t]*$")
_BRACKET = re.compile(r"[\[\](){}]")
_TOP = re.compile(rf"(?:{_BLOCKS}){_LABELS}")


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """A file in parts that can be parsed alone, each with its first line.

    The parser takes more than twice the time for twice the text. Brackets are counted on the way,
    line by line, before it recurses into them.
    """
    depth, ending, size = 0, "", 0
    part: list[str] = []
    start = 1
    # Only "\n" ends a line, as the parser counts them.
    for number, line in enumerate(text.split("\n"), 1):
        if not ending and depth == 0 and size > PART and _TOP.match(line):
            yield start, "\n".join(part)
            part, start, size = [], number, 0
        is_end = bool(ending) and _ends(line, ending)
        # Terraform allows blanks behind the end of a heredoc; the parser does not.
        part.append(line.rstrip() if is_end else line)
        size += len(line) + 1
        if ending:
            ending = "" if is_end else ending
            continue
        for bracket in _BRACKET.findall(_without_noise(line)):
            depth = depth + 1 if bracket in "([{" else max(depth - 1, 0)
            if depth > DEPTH:
                raise Refused(f"Line {number}: brackets are nested more than {DEPTH} deep.")
        ending = _opened(line)
    yield start, "\n".join(part)


def _without_noise(line: str) -> str:
    """A line without the texts and comments in it, but for a text that goes on behind it."""
    return _NOISE.sub(lambda found: "" if found["open"] is None else found[0], line)


def _opened(line: str) -> str:
    """What ends the heredoc or the comment that a line begins, or nothing."""
    if match := _HEREDOC.search(_without_noise(line.rstrip("\r"))):
        return match[1]
    last = next((m.group() for m in _NOISE.finditer(line) if m.end() == len(line)), "")
    return "*/" if last.startswith("/*") and not last.endswith("*/") else ""


def _ends(line: str, ending: str) -> bool:
    return ending in line if ending == "*/" else line.strip() == ending


def _declare(folder: _Folder, document: Mapping[str, Any]) -> bool:
    """Add what a file declares; says whether a resource was declared before."""
    twice = False
    for (type_, name), body in _labelled(document.get("resource"), 2):
        twice = twice or f"{type_}.{name}" in folder.resources
        _merge(folder.resources, f"{type_}.{name}", body)
    for (type_, name), body in _labelled(document.get("data"), 2):
        _merge(folder.data, f"data.{type_}.{name}", body)
    for (name,), body in _labelled(document.get("module"), 1):
        _merge(folder.calls, name, body)
    for (name,), body in _labelled(document.get("output"), 1):
        _merge(folder.outputs, name, body)
    for _, body in _labelled(document.get("locals"), 0):
        folder.locals.update({key: body[key] for key in body if key != "__comments__"})
    return twice


def _merge(bodies: dict[str, dict[str, Any]], name: str, body: dict[str, Any]) -> None:
    bodies[name] = {**bodies.get(name, {}), **body}


def _labelled(value: object, labels: int) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Blocks with their labels, from lists of mappings (HCL) and mappings (JSON) alike."""
    waiting: list[tuple[tuple[str, ...], object]] = [((), value)]
    while waiting:
        names, each = waiting.pop(0)
        if isinstance(each, list):
            waiting[:0] = [(names, one) for one in each]
        elif isinstance(each, dict) and len(names) == labels:
            yield names, each
        elif isinstance(each, dict):
            inner = [(key, one) for key, one in each.items() if not key.startswith(("__", "//"))]
            waiting[:0] = [((*names, _unquoted(key)), one) for key, one in inner]


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def _local(path: str, call: Mapping[str, Any]) -> str | None:
    """The folder that a call names, if it names one by a path."""
    source = call.get("source")
    source = _unquoted(source) if isinstance(source, str) else ""
    if not source.startswith(("./", "../")):
        return None
    return posixpath.normpath(posixpath.join(path, source))


class _Root:
    """One unit: a folder, and the folders that it calls."""

    def __init__(self, folders: Mapping[str, _Folder], unit: str, remarks: dict[str, None]) -> None:
        self._folders = folders
        self._unit = unit
        self._remarks = remarks
        self._links = Links()
        self._resources: list[Resource] = []

    def unit(self, path: str) -> Unit:
        """The unit whose top folder is ``path``."""
        root = Module()
        # A module with the folders that lead to it, so that none is entered from within itself.
        waiting: list[tuple[Module, tuple[str, ...]]] = [(root, (path,))]
        count = 0
        elsewhere: dict[str, None] = {}
        while waiting:
            if len(self._resources) > MOST_RESOURCES:
                self._remarks[_TOO_MANY] = None
                break
            module, way = waiting.pop()
            folder = self._folders[way[-1]]
            self._fill(module, folder)
            for name, call in folder.calls.items():
                target = _local(way[-1], call)
                if target is None or target not in self._folders:
                    elsewhere[plain(name)] = None
                elif target in way or count >= MOST_MODULES:
                    self._remarks["Modules that call each other without end are left out."] = None
                else:
                    count += 1
                    child = _called(module, name, call)
                    waiting.append((child, (*way, target)))
        if elsewhere:
            self._remarks[_elsewhere(list(elsewhere))] = None
        self._links.resources = len(self._resources)
        meaning = Configuration(root)
        meaning.join(self._links)
        self._remarks |= meaning.remarks | self._links.remarks
        return Unit(self._unit, FORMAT, TOOL, tuple(self._resources), self._links.edges())

    def _fill(self, module: Module, folder: _Folder) -> None:
        start = "".join(f"module.{name}." for name in module.path)
        here = self._links.at(module.path)
        for key, body in folder.resources.items():
            address = f"{start}{key}"
            self._resources.append(_resource(address, key, body, self._unit))
            here[key] = [Instance(("",) * len(module.path), "", Place(self._unit, address))]
            if "count" in body or "for_each" in body:
                self._remarks[_ONE] = None
        module.resources = {
            key: _said(body) for key, body in (folder.resources | folder.data).items()
        }
        module.outputs = {name: _names(body) for name, body in folder.outputs.items()}
        module.locals = {name: _names(value) for name, value in folder.locals.items()}


def _elsewhere(names: list[str]) -> str:
    """A remark with the names that modules have where they are called, never their sources."""
    named = ", ".join(names[:_MOST_NAMED])
    if len(names) == 1:
        return f"The module {named} is not among the files: it is left out, with its resources."
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"Modules that are not among the files are left out with their resources: {named}{more}."


def _called(module: Module, name: str, call: Mapping[str, Any]) -> Module:
    own = {"source", "version", "count", "for_each", *_META}
    child = Module((*module.path, name), module)
    child.inputs = {key: _names(value) for key, value in call.items() if key not in own}
    child.each = _names([call.get("for_each"), call.get("count")])
    child.after = _names(call.get("depends_on"), bare=True)
    module.children[name] = child
    return child


def _resource(address: str, key: str, body: Mapping[str, Any], unit: str) -> Resource:
    type_ = key.split(".", 1)[0]
    return Resource(address, type_, provider("", type_), unit, _settings(body))


def _settings(body: Mapping[str, Any]) -> dict[str, Setting]:
    found = settings.of_mapping(_unquoted_within(body))
    lifecycle = body.get("lifecycle")
    for each in lifecycle if isinstance(lifecycle, list) else [lifecycle]:
        if isinstance(each, dict) and str(each.get("prevent_destroy")).lower() == "true":
            found["prevent_destroy"] = True
    return found


def _unquoted_within(value: Any) -> Any:
    """A copy in which texts stand as they are meant, without the quotes of HCL."""
    if isinstance(value, str):
        return _unquoted(value)
    if isinstance(value, list):
        return [_unquoted_within(each) for each in value]
    if isinstance(value, dict):
        own = {
            key: _unquoted_within(each) for key, each in value.items() if not key.startswith("__")
        }
        # Whether a dynamic block is there, and with what, its file does not show.
        return {**_vague(_dynamic(own)), **own} if "dynamic" in own else own
    return value


def _dynamic(body: Mapping[str, Any]) -> dict[str, Any]:
    """The contents of dynamic blocks, by the name of the block that they make."""
    return {name: block.get("content", {}) for (name,), block in _labelled(body.get("dynamic"), 1)}


def _vague(value: Any) -> Any:
    """The same shape, with nothing that is known."""
    if isinstance(value, dict):
        return {key: _vague(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_vague(each) for each in value]
    return "${}"


def _said(body: Mapping[str, Any]) -> list[Said]:
    own = {key: value for key, value in body.items() if key not in _META}
    found = [(name, REFERENCE, False) for name in _names(own)]
    found += [(name, DEPENDS_ON, False) for name in _names(body.get("depends_on"), bare=True)]
    lifecycle = body.get("lifecycle")
    for each in lifecycle if isinstance(lifecycle, list) else [lifecycle]:
        if isinstance(each, dict):
            triggers = each.get("replace_triggered_by")
            found += [(name, TRIGGER, False) for name in _names(triggers, bare=True)]
    return list(dict.fromkeys(found))


def _names(value: object, *, bare: bool = False) -> list[str]:
    """What the expressions within a value refer to.

    ``bare`` takes texts for names themselves, as the lists of ``depends_on`` in JSON have them.
    """
    found: dict[str, None] = {}
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            text = _unquoted(each) if bare else each
            found |= dict.fromkeys(_in_template(f"${{{text}}}" if bare else text))
        elif isinstance(each, list):
            waiting.extend(reversed(each))
        elif isinstance(each, dict):
            waiting.extend(one for key, one in each.items() if key != "__comments__")
            waiting.extend(key for key in each if "${" in key)
    return list(found)


_IN_TEXT = re.compile(r'\$\$\{|%%\{|[$%]\{|\\.|"', re.DOTALL)
_IN_EXPRESSION = re.compile(
    r'(?P<name>\.?[A-Za-z_][\w-]*+(?:\.(?:[A-Za-z_][\w-]*+|\d++|\*)|\[(?:\d++|\*|"[^"\\]*+")\])*+)'
    r'|["{}]'
)


def _in_template(text: str) -> Iterator[str]:
    """Names within ``${…}`` and ``%{…}`` of a text, but for those in texts within these."""
    # What is open: "t" the text, '"' a text in an expression, "e" an expression, "{" a brace.
    opened = ["t"]
    position = 0
    while True:
        in_text = opened[-1] in 't"'
        match = (_IN_TEXT if in_text else _IN_EXPRESSION).search(text, position)
        if match is None:
            return
        position = match.end()
        sign = match.group()
        if in_text:
            if sign in ("${", "%{"):
                opened.append("e")
            elif sign == '"' and opened[-1] == '"':
                opened.pop()
        elif sign == '"':
            opened.append('"')
        elif sign == "{":
            opened.append("{")
        elif sign == "}":
            opened.pop()
        elif "." in sign[1:] and sign[0] != ".":
            yield sign
