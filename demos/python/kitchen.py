"""What every program here is told about its kitchen, and how it reports steps that the kitchen cannot see."""

import asyncio
import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from urllib.parse import urlsplit

# The address at which eggs are ordered: an egg's name follows.
stove = os.environ.get("KITCHEN_URL", "http://localhost:3001") + "/"

# How long an egg takes there when nothing else is asked for, in seconds.
egg_time = float(os.environ.get("EGG_MS", "2000")) / 1000

# Through a pipe, too, a line is seen when it is printed, not when the program ends.
sys.stdout.reconfigure(line_buffering=True)


class BurntEgg(Exception):
    """The kitchen served something else than an egg."""


def burning(name: str) -> str:
    """An order for an egg that burns after half an egg's time."""
    return f"{name}?burn&ms={egg_time * 500:g}"


async def get(url: str) -> str:
    """Asks for a page without blocking the event loop; hangs up when it is cancelled."""
    at = urlsplit(url)
    reader, writer = await asyncio.open_connection(at.hostname, at.port or 80)
    try:
        path = at.path + (f"?{at.query}" if at.query else "")
        request = f"GET {path} HTTP/1.1\r\nHost: {at.netloc}\r\nConnection: close\r\n\r\n"
        writer.write(request.encode())
        reply = await reader.read()
    finally:
        writer.close()
    head, _, body = reply.partition(b"\r\n\r\n")
    if head.split(b" ", 2)[1] != b"200":
        raise BurntEgg(f"{at.path.rpartition('/')[2]} is burnt")
    return body.decode()


def lane(task: str) -> AbstractContextManager[None]:
    """Reports that a task works from here on and ends, for those that order nothing in the kitchen."""
    return told(task)


def waiting(task: str) -> AbstractContextManager[None]:
    """The same for a task that does nothing but wait."""
    return told(task, waits_at=sys._getframe(1).f_lineno)


async def turn(task: str) -> None:
    """Lets the other tasks of the loop have their turn, and reports it."""
    line = {"line": sys._getframe(1).f_lineno}
    report(task, {"kind": "park", "due": time.monotonic() * 1000, **line})
    await asyncio.sleep(0)
    report(task, {"kind": "resume", **line})


@contextmanager
def told(task: str, waits_at: int = 0) -> Iterator[None]:
    park, resume = ([{"kind": kind, "line": waits_at}] if waits_at else [] for kind in ("park", "resume"))
    report(task, {"kind": "start"}, *park)
    try:
        yield
    except BaseException as error:
        report(task, *resume, {"kind": "fail", "text": str(error)})
        raise
    report(task, *resume, {"kind": "end"})


def report(task: str, *steps: dict[str, str | int | float]) -> None:
    # What happens together is told together, with its moment and its thread: the system sees when that is on a core.
    seen = {"task": task, "at": time.monotonic() * 1000, "thread": threading.get_native_id()}
    sys.stdout.flush()
    # One write: threads and processes cannot cut into each other's lines.
    os.write(1, "".join(json.dumps({**step, **seen}) + "\n" for step in steps).encode())
