"""Reading in a process of its own: the same readings, and a message whatever happens to it."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from decision import confined
from decision.readers import apart
from decision.readers.apart import COMMAND, WEB, Allowed, read_apart
from decision.readers.documents import Limits
from decision.readers.shapes import Refused
from decision.readers.system import read_files

CANARY = "correct-horse-battery-staple"
TEMPLATE = b"""
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    DeletionPolicy: Snapshot
    Properties: {MasterUserPassword: correct-horse-battery-staple, BackupRetentionPeriod: 7}
  Site:
    Type: AWS::Lambda::Function
    Properties: {Name: !Ref Orders, DeletionProtection: true}
Outputs:
  Orders: {Value: !Ref Orders, Export: {Name: shop-orders}}
"""
HCL = b"""
resource "aws_s3_bucket" "files" { bucket = var.name }
resource "aws_s3_bucket_policy" "files" { bucket = aws_s3_bucket.files.id }
"""
PLAN = (
    b'{"format_version":"1.2","planned_values":{"root_module":{"resources":[{"address":"a_b.c",'
    b'"type":"a_b","name":"c","values":{"password":"correct-horse-battery-staple",'
    b'"deletion_protection":true}}]}},"resource_changes":[{"address":"a_b.c","type":"a_b",'
    b'"name":"c","change":{"actions":["delete","create"]}}],"configuration":{}}'
)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The processes that are started."""
    found: list[Any] = []
    start = subprocess.Popen

    def keep(*args: Any, **kwargs: Any) -> Any:
        found.append(start(*args, **kwargs))
        return found[-1]

    monkeypatch.setattr(subprocess, "Popen", keep)
    return found


@pytest.fixture
def misbehaving(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    monkeypatch.setattr(apart, "CHILD", "tests.readers.misbehaving")

    def ask(what: str, allowed: Allowed = COMMAND) -> str:
        with pytest.raises(Refused) as refused:
            read_apart({what: CANARY.encode()}, Limits(), allowed)
        return str(refused.value)

    return ask


@pytest.mark.parametrize("allowed", [WEB, COMMAND], ids=["web", "command"])
def test_a_reading_comes_back_as_it_was_made(allowed: Allowed) -> None:
    files = {"shop.yaml": TEMPLATE, "main.tf": HCL, "plan.json": PLAN, "README": b"# Not this"}

    found = read_apart(files, Limits(), allowed)

    assert found == read_files(files, Limits())
    assert {each.name for each in found.units} == {"shop", "main", "plan"}
    assert any("README is left out" in each for each in found.remarks)


def test_names_of_files_that_are_no_text_are_read() -> None:
    assert read_apart({"sh\udcffop.yaml": TEMPLATE}, Limits()).units[0].name == "sh\ufffdop"


def test_what_is_refused_is_refused_with_the_same_words() -> None:
    with pytest.raises(Refused, match=r"^This seems to be a PDF document"):
        read_apart({"a.yaml": b"%PDF-1.7 ..."}, Limits())


def test_one_byte_too_much_starts_nothing(started: list[Any]) -> None:
    limits = Limits(bytes=len(TEMPLATE) + len(HCL))
    assert read_apart({"a.yaml": TEMPLATE, "b.tf": HCL}, limits).units
    started.clear()

    with pytest.raises(Refused, match=rf"{limits.bytes:,} are allowed"):
        read_apart({"a.yaml": TEMPLATE, "b.tf": HCL + b"\n"}, limits)
    with pytest.raises(Refused, match="No file was chosen"):
        read_apart({}, limits)

    assert started == []


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("killed", "was stopped from outside"),
        ("crashed", "something in them ends the program"),
        ("computes", "took too long"),
        ("silent", "could not be read"),
        ("babbles", "could not be read"),
        ("lies", "could not be read"),
        ("half", "could not be read"),
    ],
)
def test_whatever_happens_to_it_is_a_message(
    misbehaving: Callable[..., str], started: list[Any], what: str, message: str
) -> None:
    assert message in misbehaving(what)
    assert is_gone(started)


def test_what_it_writes_to_its_standard_error_is_nowhere(
    misbehaving: Callable[..., str],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)

    said = misbehaving("crashed")

    assert CANARY not in said + caplog.text + "".join(capfd.readouterr())


def test_one_that_hangs_is_stopped(misbehaving: Callable[..., str], started: list[Any]) -> None:
    assert "took too long" in misbehaving("hangs", Allowed(wall_seconds=0.3))
    assert is_gone(started)


def test_one_that_lingers_after_its_answer_is_stopped(
    misbehaving: Callable[..., str], started: list[Any]
) -> None:
    assert misbehaving("lingers") == "Gone"
    assert is_gone(started)


def test_an_answer_that_is_too_large_is_not_taken(misbehaving: Callable[..., str]) -> None:
    assert "more memory than is allowed" in misbehaving("much", Allowed(answer=9_999))


def is_gone(started: list[Any]) -> bool:
    """Whether the one process has ended, was waited for, and its pipes are closed."""
    (process,) = started
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)
    return bool(process.stdin.closed and process.stdout.closed)


def test_more_memory_than_allowed_is_a_message() -> None:
    one = b'{"type":"aws_s3_bucket","name":"b%d","instances":[{}]}'
    many = b",".join(one % number for number in range(100_000))
    state = b'{"version":4,"serial":1,"lineage":"x","resources":[' + many + b"]}"

    with pytest.raises(Refused, match="needs more memory than is allowed"):
        read_apart({"a.tfstate": state}, Limits(), replace(WEB, memory=128 * 1024**2))


def test_a_process_that_does_not_start_is_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    with pytest.raises(Refused, match="could not be started"):
        read_apart({"a.yaml": TEMPLATE}, Limits())


def test_it_gets_none_of_the_secrets_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", CANARY)
    assert CANARY not in confined.environment().values()


def test_it_loads_no_django() -> None:
    program = (
        "import sys, decision.readers.child, decision.readers.exchange, decision.readers.system\n"
        "print({'django', 'hcl2', 'weasyprint'} & sys.modules.keys())"
    )
    found = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        text=True,
        env=confined.environment(),
    )
    assert found.stdout == "set()\n"


def test_threads_read_at_the_same_time() -> None:
    found: list[int] = []

    def read() -> None:
        found.append(len(read_apart({"a.yaml": TEMPLATE}, Limits(), COMMAND).units))

    threads = [threading.Thread(target=read) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert found == [1, 1, 1]
