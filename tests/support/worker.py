"""A worker process for tests: serves two kinds of work until SIGTERM, and keeps a diary.

It waits for a line of its input: {"url", "system_url", "diary"} and perhaps "grace_s" and "pace".
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

from kinoloom.jobs.durable import DbosJobs
from kinoloom.jobs.ports import Json, Kind
from kinoloom.jobs.reaper import Pace
from kinoloom.store.database import open_database
from kinoloom.watch import Watch


def kinds(diary: Path) -> dict[str, Kind]:
    """The work: it takes `takes_s`, the first time `first_s`; its result names the process."""

    def note(what: str, name: str) -> None:
        # One write of one line: two processes share the diary.
        with diary.open("a") as file:
            file.write(f"{what} {name} {os.getpid()}\n")

    def work(arguments: Json, watch: Watch) -> Json:
        name, takes_s = arguments["name"], arguments["takes_s"]
        if f"begin {name} " not in diary.read_text():
            takes_s = arguments.get("first_s", takes_s)
        note("begin", name)
        steps = max(1, round(takes_s / 0.02))
        for step in range(steps):
            if not arguments.get("deaf"):
                watch.check()
            time.sleep(0.02)
            watch.report("work", (step + 1) / steps)
        note("end", name)
        return {"name": name, "pid": os.getpid()}

    diary.touch()
    return {name: Kind(name, work, count) for name, count in (("film", 1), ("talk", 2))}


def main(settings: dict[str, Any]) -> None:
    """Serve until asked to end."""
    asked = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: asked.set())
    work = kinds(Path(settings["diary"]))
    pace = Pace(**settings.get("pace", {}))
    engine = open_database(settings["url"])
    jobs = DbosJobs(engine, settings["system_url"], work, serves=work, pace=pace)
    jobs.launch()
    print("ready", flush=True)
    while not asked.wait(0.1):
        pass
    jobs.close(settings.get("grace_s", 1))


if __name__ == "__main__":
    line = sys.stdin.readline()
    if line:
        main(json.loads(line))
