"""Workers: warm, few at once, bounded, replaced, and gone when their server is."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from decision.reports.pdf import Limits, Press, ReportBusy, ReportFailed
from tests.reports.pdf_documents import PATIENT, job_of

#: Takes far longer than the limits of these tests allow, but ends: nothing runs on for ever.
SLOW = "<h1>Slow</h1>" + "<p>Many words that have to be broken into lines. </p>" * 20_000


@pytest.fixture
def press_with() -> Iterator[Callable[..., Press]]:
    made: list[Press] = []

    def make(**changes: float) -> Press:
        made.append(Press(replace(PATIENT, **changes)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for press in made:
        press.close()


def has_ended(pid: int) -> bool:
    """Whether a process ends within a few seconds."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_a_worker_can_be_started_ahead(press_with: Callable[..., Press]) -> None:
    press = press_with()
    press.warm_up()
    first = press.warm_pid

    press.render(job_of())

    assert first is not None
    assert press.warm_pid == first


def test_a_worker_stays_warm_for_the_next_document(press_with: Callable[..., Press]) -> None:
    press = press_with()
    press.render(job_of())
    first = press.warm_pid

    press.render(job_of())

    assert first is not None
    assert press.warm_pid == first


def test_a_worker_is_replaced_after_its_share_of_documents(
    press_with: Callable[..., Press],
) -> None:
    press = press_with(jobs=1)

    first = press.render(job_of())

    assert press.warm_pid is None
    assert press.render(job_of()) == first


def test_a_worker_that_died_while_idle_is_replaced_unnoticed(
    press_with: Callable[..., Press],
) -> None:
    press = press_with()
    first = press.render(job_of())
    assert press.warm_pid is not None
    os.kill(press.warm_pid, signal.SIGKILL)

    assert press.render(job_of()) == first


def test_an_idle_worker_ends_by_itself(press_with: Callable[..., Press]) -> None:
    press = press_with(idle_seconds=1)
    press.render(job_of())
    pid = press.warm_pid
    assert pid is not None

    time.sleep(2.5)

    assert press.render(job_of())
    assert press.warm_pid != pid


def test_a_document_that_takes_too_long_is_stopped(press_with: Callable[..., Press]) -> None:
    press = press_with(wall_seconds=0.2)

    with pytest.raises(ReportFailed, match="took too long and was stopped"):
        press.render(job_of(SLOW))

    assert press.warm_pid is None


def test_a_document_that_computes_too_much_is_stopped(press_with: Callable[..., Press]) -> None:
    press = press_with(cpu_seconds=1)

    with pytest.raises(ReportFailed, match="needs more than it may use"):
        press.render(job_of(SLOW))


def test_memory_is_bounded(press_with: Callable[..., Press]) -> None:
    press = press_with(memory=400 * 1024**2)
    bomb = "<table>" + "<tr><td colspan=1000 rowspan=1000>x</td></tr>" * 3_000 + "</table>"

    with pytest.raises(ReportFailed):
        press.render(job_of(bomb))


def test_output_is_bounded(press_with: Callable[..., Press]) -> None:
    press = press_with(output=1_000)

    with pytest.raises(ReportFailed, match="too large"):
        press.render(job_of())


def test_after_a_failure_the_next_document_is_rendered(press_with: Callable[..., Press]) -> None:
    press = press_with()

    with pytest.raises(ReportFailed, match="could not be rendered"):
        press.render(job_of(paper="papyrus"))

    assert press.render(job_of()).startswith(b"%PDF")


def test_messages_do_not_quote_the_document(
    press_with: Callable[..., Press], caplog: pytest.LogCaptureFixture
) -> None:
    press = press_with()

    with pytest.raises(ReportFailed) as failure:
        press.render(job_of("<p>what nobody else may read</p>", paper="papyrus"))

    assert "nobody" not in str(failure.value) + caplog.text


def test_who_comes_while_all_are_at_work_is_told_soon(press_with: Callable[..., Press]) -> None:
    press = press_with(at_once=1, wait_seconds=0.1, wall_seconds=5)
    started = threading.Event()

    def work() -> None:
        started.set()
        with pytest.raises(ReportFailed):
            press.render(job_of(SLOW))

    thread = threading.Thread(target=work)
    thread.start()
    started.wait()
    time.sleep(0.3)

    with pytest.raises(ReportBusy, match="Try again in a moment"):
        press.render(job_of())

    thread.join()


def test_two_documents_are_rendered_at_once_and_one_worker_is_kept(
    press_with: Callable[..., Press],
) -> None:
    press = press_with()
    results: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: results.append(press.render(job_of()))) for _ in range(2)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(results) == 2
    assert results[0] == results[1]
    assert press.warm_pid is not None


def test_a_forked_process_does_not_share_the_workers(press_with: Callable[..., Press]) -> None:
    press = press_with()
    press.render(job_of())

    child = os.fork()
    if child == 0:
        os._exit(0 if press.warm_pid is None else 1)
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert press.warm_pid is not None


def test_a_worker_ends_with_the_process_that_started_it() -> None:
    script = (
        "import os, signal\n"
        "from decision.reports.pdf import Press\n"
        "from tests.reports.pdf_documents import PATIENT, job_of\n"
        "press = Press(PATIENT)\n"
        "press.render(job_of())\n"
        "print(press.warm_pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert done.returncode == -signal.SIGKILL
    assert has_ended(int(done.stdout))


def test_neither_side_loads_more_than_it_needs() -> None:
    script = (
        "import sys\n"
        "import decision.reports.pdf\n"
        "assert 'weasyprint' not in sys.modules\n"
        "import decision.reports.pdf.worker, decision.reports.pdf.typeset\n"
        "assert 'django' not in sys.modules\n"
        "assert 'weasyprint' in sys.modules\n"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert done.stderr == b""
    assert done.returncode == 0


def test_the_usual_limits_are_generous_and_finite() -> None:
    limits = Limits()

    assert limits.at_once == 2
    assert limits.wall_seconds == 30
    assert limits.memory == 1536 * 1024**2
