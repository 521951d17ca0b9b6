"""Files that are made to break their reader, or to get their values out through a message."""

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable

import pytest

from decision.readers.apart import WEB, read_apart
from decision.readers.documents import Limits
from decision.readers.shapes import Reading, Refused
from decision.readers.system import read_files

CANARY = "correct-horse-battery-staple"
DEEP = 100_000
TEMPLATE = '{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {%s}}'
BUCKET = '"B": {"Type": "AWS::S3::Bucket", "Properties": {"X": %s}}'
STATE = '{"version": 4, "serial": 1, "lineage": "x", "resources": [%s]}'
HELD = '{"type": "aws_s3_bucket", "name": "b", "instances": [{"attributes": {"x": %s}}]}'


def read(*contents: str | bytes) -> Reading:
    """What the files give, by the names that somebody who renames them would choose."""
    named = {
        f"template-{number}.yaml": each.encode() if isinstance(each, str) else each
        for number, each in enumerate(contents)
    }
    return read_files(named, Limits(bytes=20_000_000))


def refusal(*contents: str | bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(*contents)
    # Neither the message nor an error behind it, which a log would print, quotes the file.
    error: BaseException | None = refused.value
    while error is not None:
        assert CANARY not in str(error)
        shown = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        error = shown
    return str(refused.value)


def zipped() -> bytes:
    with zipfile.ZipFile(file := io.BytesIO(), "w") as archive:
        archive.writestr("main.tf", CANARY)
    return file.getvalue()


def laughs() -> str:
    lines = [f"a0: &a0 [{CANARY}]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    return "\n".join(lines)


def chain(length: int) -> str:
    """Aliases that each stand for the one before and one value more."""
    lines = [f"a0: &a0 {{v: {CANARY}}}"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, 1]" for n in range(1, length)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (laughs(), "repeats too much by aliases"),
        (chain(1_100), "nested more than 64 levels|repeats too much by aliases"),
        (f"a: &a [{CANARY}, *a]", "alias for a value that it is a part of"),
        ("[" * DEEP, "nested more than 64 levels"),
        ('{"a": ' * DEEP + "1" + "}" * DEEP, "nested too deeply to be read"),
        ("- " * DEEP, "nested more than 64 levels"),
        (f"a: {CANARY}\nb: " + "{a: " * DEEP, "nested more than 64 levels"),
        (f'locals {{\n  a = "{CANARY}"\n  b = {"[" * DEEP}\n}}\n', "nested more than 64 deep"),
        (f'locals {{\n  b = {"f(" * DEEP}"{CANARY}"{")" * DEEP}\n}}\n', "nested more than 64"),
        ('locals {\n  b = "' + "${[" * DEEP + CANARY + "]}" * DEEP + '"\n}\n',
         "no HCL|nested"),
        ("locals {\n  b = " + "!" * 5_000 + "true\n}\n", "nested too deeply|no HCL"),
    ],
    ids=["laughs", "chain", "itself", "json", "objects", "yaml", "flow", "hcl", "calls",
         "templates", "negations"],
)  # fmt: skip
def test_what_is_deep_or_repeated_is_refused(content: str, message: str) -> None:
    said = refusal(content)
    assert any(each in said for each in message.split("|")), said


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (zipped(), "an archive (zip). Unpack it"),
        (gzip.compress(CANARY.encode()), "an archive (gzip)"),
        (b"\x89PNG\r\n\x1a\n" + zlib.compress(b"x"), "a PNG image"),
        (b"%PDF-1.7\n" + CANARY.encode(), "a PDF document"),
        (b"\0" * 1_000, "NUL character"),
        (TEMPLATE.encode() + b"\0" + CANARY.encode(), "NUL character"),
        (f"a: {CANARY}\nb: \xff".encode("latin-1"), "not a text file in UTF-8"),
        (b"\xff\xfe" + CANARY.encode("utf-16-le") + b"\0", "not a text file in UTF-8"),
        (b"\xff\xfe\0\0" + CANARY.encode("utf-32-le"), "NUL character"),
        (b"\xef\xbb\xbf", "empty|no infrastructure"),
        (b" \n\t ", "The file is empty"),
    ],
    ids=["zip", "gzip", "png", "pdf", "nul", "nul-behind", "latin-1", "utf-16", "utf-32", "bom",
         "blank"],
)  # fmt: skip
def test_what_is_no_text_is_told_by_its_content(content: bytes, message: str) -> None:
    said = refusal(content)
    assert any(each in said for each in message.split("|")), said


def test_one_byte_over_the_cap_is_refused_and_the_cap_is_not() -> None:
    content = TEMPLATE % (BUCKET % f'"{CANARY}"')
    size = len(content)

    assert read_files({"a.json": content.encode()}, Limits(bytes=size)).units
    with pytest.raises(Refused, match=rf"has {size} bytes together; {size - 1} are allowed|files"):
        read_files({"a.json": content.encode()}, Limits(bytes=size - 1))


@pytest.mark.parametrize(
    "content",
    [
        TEMPLATE % f'"B": {{"Type": "AWS::S3::Bucket"}}, "B": {{"{CANARY}": 1}}',
        f"Resources:\n  B: {{Type: 'AWS::S3::Bucket'}}\n  B: {{Type: '{CANARY}'}}\n",
        f'{{"version": 4, "lineage": "{CANARY}", "resources": [], "resources": []}}',
        f'{{"version": 4, "lineage": "{CANARY}", "r\\u0065sources": [], "resources": []}}',
    ],
    ids=["json", "yaml", "state", "escaped"],
)
def test_a_key_that_is_given_twice_is_refused(content: str) -> None:
    assert "twice; it is not clear which counts" in refusal(content)


@pytest.mark.parametrize("encode", [
    lambda text: text.encode("utf-16"),
    lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    lambda text: text.encode("utf-8-sig"),
    lambda text: text.replace("\n", "\r\n").encode(),
], ids=["utf-16", "big-endian", "bom", "crlf"])  # fmt: skip
@pytest.mark.parametrize("content", [
    TEMPLATE % (BUCKET % '"ä"'),
    STATE % (HELD % '"ä"'),
    "Resources:\n  B:\n    Type: AWS::S3::Bucket # ä\n",
    'resource "aws_s3_bucket" "b" {\n  x = "ä"\n}\n',
], ids=["json", "state", "yaml", "hcl"])  # fmt: skip
def test_every_encoding_of_a_text_is_read(encode: Callable[[str], bytes], content: str) -> None:
    (unit,) = read(encode(content)).units
    assert [each.address.lower()[-1] for each in unit.resources] == ["b"]


@pytest.mark.parametrize(
    "value",
    ["1e999999", "-1e999999", "9" * 4_000, "0." + "1" * 5_000, "1e-999999", '"\\ud800"',
     '"\\ud83d\\ude00"', '"' + "x" * 1_000_000 + '"', '{"__proto__": {"a": 1}, "constructor": 2}',
     '{"\\udfff": [{"Ref": "\\ud800"}]}', '{"Ref": ["B"]}', '{"Fn::Sub": {"a": 1}}', "null"],
)  # fmt: skip
@pytest.mark.parametrize("whole", [TEMPLATE % BUCKET, STATE % HELD], ids=["template", "state"])
def test_odd_values_are_dropped_like_all_others(whole: str, value: str) -> None:
    (unit,) = read(whole % value).units
    assert [each.type for each in unit.resources] in (["AWS::S3::Bucket"], ["aws_s3_bucket"])
    assert unit.resources[0].settings == {}


@pytest.mark.parametrize("digits", [5_000, 100_000])
def test_a_number_of_endless_digits_is_refused_or_dropped(digits: int) -> None:
    assert "number that is too long" in refusal(TEMPLATE % (BUCKET % ("7" * digits)))
    # Where values are passed over unread there is no number to build.
    assert read(STATE % (HELD % ("7" * digits))).units[0].resources


@pytest.mark.parametrize(
    "name", ["__proto__", "constructor", "__class__", "<script>", "\\ud800", ""]
)
def test_odd_names_are_kept_as_text_that_can_be_stored(name: str) -> None:
    content = TEMPLATE % f'"{name}": {{"Type": "AWS::S3::Bucket"}}'
    found = read_apart({"a.json": content.encode()}, Limits(), WEB)
    (resource,) = found.units[0].resources
    assert resource.address.encode().isascii() == ("ud800" not in name)
    assert json.loads(json.dumps(resource.address)) == resource.address


@pytest.mark.parametrize(
    "content",
    [
        f'{{"Resources": {{"A": {{"Type": "AWS::S3::Bucket", "P": "{CANARY}", }}}}}}',
        f'{{"version": 4, "resources": [{{"type": "{CANARY}", "name": 3}}]}}',
        f'{{"version": 4, "lineage": "x", "resources": [{{"type": "a", "instances": "{CANARY}',
        f'{{"format_version": "1.2", "planned_values": {{"root_module": "{CANARY}"}}}}',
        f"Resources:\n  A:\n    P: {CANARY}\n   B: {CANARY}\n",
        f"Resources: !!python/object/apply:os.system ['{CANARY}']\n",
        f'resource "a" "b" {{\n  password = "{CANARY}"\n  x = = \n}}\n',
        f'resource "a" "b" {{\n  password = "{CANARY}"\n',
        f'{{"deployment": {{"resources": "{CANARY}"}}, "version": 3}}',
        f"apiVersion: v1\nkind: [{CANARY}]\nmetadata: {CANARY}\n",
        f"services: {{web: [{CANARY}]}}\n",
        f"{CANARY}: {CANARY}\n",
        CANARY,
    ],
)
def test_no_message_repeats_what_a_broken_file_holds(content: str) -> None:
    beside = "Resources: {B: {Type: 'AWS::S3::Bucket'}}"
    try:
        found = read(content)
    except Refused:
        assert refusal(content)
    else:
        assert CANARY not in repr(found)
    # Beside a file that is read it is a remark.
    assert CANARY not in "".join(read(content, beside).remarks)
