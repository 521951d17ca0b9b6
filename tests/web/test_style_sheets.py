"""The style sheets hold nothing that no page uses."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))

#: Classes that others put on elements.
FOREIGN = {"htmx-request"}


def words(folder: str, ending: str) -> str:
    return "\n".join(file.read_text() for file in (ROOT / folder).rglob(f"*.{ending}"))


def test_every_class_of_the_style_sheets_is_used() -> None:
    source = words("templates", "html") + words("static/js", "js") + words("decision", "py")
    written = set(re.findall(r"[\w-]+", source))
    built = tuple(set(re.findall(r"([a-z][\w-]*-)\{", source)))  # "zone-{{ zone }}", f"zone-{zone}"
    classes = {name for file in SHEETS for name in re.findall(r"\.([a-z][\w-]*)", rules(file))}

    unused = {name for name in classes - written - FOREIGN if not name.startswith(built)}

    assert unused == set()


def test_every_variable_of_the_style_sheets_is_set_and_used() -> None:
    text = "".join(rules(file) for file in SHEETS)

    assert set(re.findall(r"(--[\w-]+)\s*:", text)) == set(re.findall(r"var\((--[\w-]+)", text))


def rules(file: Path) -> str:
    """A style sheet without its comments, texts and addresses."""
    text = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL)
    return re.sub(r'"[^"]*"|url\([^)]*\)', "", text)
