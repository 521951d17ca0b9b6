"""A child that does what no reader should: ``python -m tests.readers.misbehaving`` with what to do
as the path of the first file."""

import os
import resource
import signal
import sys
import time

from decision.readers.exchange import Outcome, read_task, write_answer

task = read_task(sys.stdin.buffer)
(what,) = task.files
sys.stderr.write(task.files[what].decode())
match what:
    case "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    case "crashed":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.kill(os.getpid(), signal.SIGSEGV)
    case "hangs":
        time.sleep(60)
    case "computes":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.kill(os.getpid(), signal.SIGXCPU)
    case "silent":
        pass
    case "babbles":
        sys.stdout.write("no answer at all, but a text that is long enough to be one")
    case "lies":
        write_answer(sys.stdout.buffer, Outcome.READ, b"\xc1")
    case "half":
        sys.stdout.buffer.write(b"\0\0\0\0\0\0\0\0\xff" + b"x")
    case "much":
        write_answer(sys.stdout.buffer, Outcome.READ, bytes(10_000))
    case "lingers":
        write_answer(sys.stdout.buffer, Outcome.REFUSED, b"\xa4Gone")
        sys.stdout.close()
        time.sleep(60)
