"""What the readers of Terraform and OpenTofu share: the top of a JSON file, addresses, providers.

JSON is decoded into typed structs of the few fields that are needed, so that a value which is not
kept is passed over as bytes and never built.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

import msgspec
from msgspec import Raw

from decision.readers.documents import broken
from decision.readers.shapes import Refused

TOOL = "terraform"

#: An index of ``count`` or a key of ``for_each``, as it stands in an address.
INDEX = r'\[(?:\d+|"(?:[^"\\]|\\.)*")\]'

#: Top-level keys of a plan or a state; Terraform writes about ten.
MOST_KEYS = 100

_MODULE = re.compile(rf"module\.(?P<name>[^.\[]+)(?P<index>{INDEX})?(?:\.|$)")
_WHERE = re.compile(r" - at `\$\.?(?P<path>[^`]{0,120})`$")
_SHORT = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
#: Providers that go by two names.
_SAME = {"google-beta": "google", "azurestack": "azurerm"}


def head(text: str | bytes) -> dict[str, Raw]:
    """The top-level keys of a JSON object, with what stands under them as it is written.

    This is what ``seems`` of the plan and the state look at. Raises ``Refused`` for what is no
    JSON object. Whether a key is given twice, :func:`check_once` says.
    """
    return typed(text, _HEAD, "JSON file")


def typed[T](data: str | bytes | Raw, decoder: msgspec.json.Decoder[T], what: str) -> T:
    """``data`` in the shape of ``decoder``. Raises ``Refused``, naming no value of the file."""
    try:
        return decoder.decode(data)
    except msgspec.ValidationError as error:
        # The path holds names of fields and positions only; keys stand in it as "[...]".
        match = _WHERE.search(str(error))
        where = f" at {match['path']}" if match and match["path"] else ""
        raise Refused(f"This {what} is not shaped as expected{where}.") from None
    except msgspec.DecodeError as error:
        if isinstance(data, Raw):  # which has no lines of its own
            data = b""
        whole = data if isinstance(data, bytes) else data.encode()
        raise Refused(broken(whole, str(error))) from None
    except RecursionError:
        raise Refused(f"This {what} is nested too deeply to be read.") from None
    except UnicodeError:
        raise Refused(f"This {what} holds text that is not valid UTF-8.") from None


@lru_cache(maxsize=256)
def provider(name: str, type_: str) -> str:
    """The short name of a provider, such as ``aws``, from every way in which it is written.

    ``registry.terraform.io/hashicorp/aws``, ``provider["…/aws"].west``, ``provider.aws.west``,
    ``module.a.provider.aws`` and plain ``aws``. Else the type tells, which begins with it.
    """
    if '"' in name:
        name = name.split('"')[1]
    elif "provider." in name:
        name = name.split("provider.", 1)[1].split(".", 1)[0]
    short = name.rsplit("/", 1)[-1].split(".", 1)[0].lower()
    if not _SHORT.fullmatch(short):
        short = type_.split("_", 1)[0].lower()
    short = _SAME.get(short, short)
    return short if _SHORT.fullmatch(short) else "custom"


@lru_cache(maxsize=4096)
def module_path(address: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of calls in the address of a module, and the index of each ("" if it has none)."""
    steps = [(match["name"], match["index"] or "") for match in _MODULE.finditer(address)]
    return tuple(name for name, _ in steps), tuple(index for _, index in steps)


def as_index(key: object) -> str:
    """An index as it stands in an address: ``[0]``, ``["a"]`` or nothing."""
    if isinstance(key, bool) or key is None:
        return ""
    if isinstance(key, (int, float)):
        return f"[{key:g}]" if isinstance(key, float) else f"[{key}]"
    return "[" + msgspec.json.encode(str(key)).decode() + "]"


def check_once(found: Mapping[str, Raw], text: str | bytes) -> None:
    """Raises ``Refused`` if a key of the head is given twice: walks over those that were found.

    A key that is given twice is found once, with its last value, so that the walk loses its way.
    """
    if not found:
        return
    if len(found) > MOST_KEYS:
        raise Refused(f"The file has {len(found)} top-level keys; a file of Terraform has few.")
    # Where all is ASCII, a place in the text is the same place in its bytes: nothing is copied.
    walk = _Walk(text if isinstance(text, bytes) or text.isascii() else text.encode())
    walk.over("{")
    for number, (key, raw) in enumerate(found.items()):
        if (number and not walk.over(",")) or walk.key() != key or not walk.over(":"):
            break
        walk.position += memoryview(raw).nbytes
    else:
        if walk.over("}"):
            return
    raise Refused("A top-level key of the file is given twice; it is not clear which counts.")


class _Walk:
    """A place in a JSON text that moves on."""

    def __init__(self, text: str | bytes) -> None:
        self._text = text
        self.position = 0

    def over(self, sign: str) -> bool:
        """Goes over a sign and the white space around it, if the sign is there."""
        return self._matched(rf"[ \t\r\n]*{re.escape(sign)}[ \t\r\n]*") is not None

    def key(self) -> object:
        """Goes over a key."""
        found = self._matched(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"')
        return None if found is None else _ANY.decode(found)

    def _matched(self, pattern: str) -> str | bytes | None:
        match = (
            re.compile(pattern).match(self._text, self.position)
            if isinstance(self._text, str)
            else re.compile(pattern.encode()).match(self._text, self.position)
        )
        if match is None:
            return None
        self.position = match.end()
        found: str | bytes = match.group()
        return found


_HEAD = msgspec.json.Decoder(dict[str, Raw])
_ANY: msgspec.json.Decoder[object] = msgspec.json.Decoder()
