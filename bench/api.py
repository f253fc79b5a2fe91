"""One hundred clients of one server: 10 talk, 50 poll, 10 upload, 30 hold a connection.

What the numbers mean: `poll_ms_p99` is the time of a whole state request, sent once a second by
each of 50 clients while everything else goes on. `first_event_ms_p95` is the time from posting a
message to the first event that carries a word or a call, one client after the other on a warm
server; `first_event_ms_p95_loaded` the same under the load. `rss_growth_mb` is the memory (PSS)
of all server processes at the end less that after the first third.

What would make them lie: a server that is idle (the talkers paint one clip together, then edit
and score it, a second after each answer); clients so slow that they measure themselves (they
share the two cores, so every number here is an upper bound); a first third that is still warming
up.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from tests.support.media import counted_video
from tests.support.served import ATTRIBUTION, Served

from bench.meter import tree_pss_mb

TALKERS, POLLERS, UPLOADERS, IDLERS = 10, 50, 10, 30
SECONDS = float(os.environ.get("BENCH_S", "60"))
POLL_EVERY_S = 1.0
UPLOAD_EVERY_S = 6.0
READ_S = 1.0
ALONE = 30
CLIP = "a lone camel crossing the dunes at dusk, 1 second, seed 7"
EDITS = (
    "add the title “Caravan”",
    "music at 40%",
    "what can you do?",
    "remove the title",
    "undo",
    "show tracks",
)


@dataclass
class Seen:
    """What the clients measured, in milliseconds."""

    polls: list[float] = field(default_factory=list[float])
    firsts: list[float] = field(default_factory=list[float])
    uploads: list[float] = field(default_factory=list[float])
    turns: int = 0
    errors: list[str] = field(default_factory=list[str])


@dataclass
class Client:
    """One of the hundred."""

    http: httpx.AsyncClient
    seen: Seen
    headers: dict[str, str] = field(default_factory=dict[str, str])
    session_id: str = ""

    async def sign_up(self, name: str) -> None:
        """A user and a session of their own."""
        answer = await self.http.post("/api/auth/anonymous-token", headers={"X-Client-Id": name})
        token = answer.json()["data"]["token"]
        self.headers = {"Authorization": f"Bearer {token}", **ATTRIBUTION}
        answer = await self.http.post(
            "/api/tasks/me/with-session/nemo_agent", json={}, headers=self.headers
        )
        self.session_id = answer.json()["data"]["session_id"]

    async def say(self, text: str, times: list[float]) -> None:
        """A turn to its end; the time of the first word or call is kept."""
        body: dict[str, Any] = {
            "session_id": self.session_id,
            "new_message": {"parts": [{"text": text}]},
        }
        began, first = time.perf_counter(), None
        async with self.http.stream("POST", "/run_sse", json=body, headers=self.headers) as answer:
            if answer.status_code != 200:
                self.seen.errors.append(f"run {answer.status_code}")
                return
            async for line in answer.aiter_lines():
                if first is None and line.startswith("data: {") and '"parts"' in line:
                    first = (time.perf_counter() - began) * 1000
        if first is None:
            self.seen.errors.append("a turn without a word")
        else:
            times.append(first)
            self.seen.turns += 1

    async def poll(self) -> None:
        """One look at the state."""
        began = time.perf_counter()
        path = f"/api/state/nemo_agent/me/{self.session_id}/latest"
        answer = await self.http.get(path, headers=self.headers)
        self.seen.polls.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            self.seen.errors.append(f"state {answer.status_code}")

    async def upload(self, data: bytes) -> None:
        """One file."""
        began = time.perf_counter()
        answer = await self.http.post(
            f"/api/upload-video/nemo_agent/me/{self.session_id}",
            files={"files": ("clip.mp4", data, "video/mp4")},
            headers=self.headers,
        )
        self.seen.uploads.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            self.seen.errors.append(f"upload {answer.status_code} {answer.text[:200]}")


async def talk(client: Client, ends_at: float, turn: int) -> None:
    """Edit, read the answer, edit again; each talker elsewhere in the list."""
    while time.monotonic() < ends_at:
        await client.say(EDITS[turn % len(EDITS)], client.seen.firsts)
        await asyncio.sleep(READ_S)
        turn += 1


async def look(client: Client, ends_at: float, offset_s: float) -> None:
    """Poll once a second."""
    await asyncio.sleep(offset_s)
    while time.monotonic() < ends_at:
        began = time.monotonic()
        await client.poll()
        await asyncio.sleep(max(0.0, POLL_EVERY_S - (time.monotonic() - began)))


async def bring(client: Client, ends_at: float, offset_s: float, data: bytes) -> None:
    """Upload now and then."""
    await asyncio.sleep(offset_s)
    while time.monotonic() < ends_at:
        began = time.monotonic()
        await client.upload(data)
        await asyncio.sleep(max(0.0, UPLOAD_EVERY_S - (time.monotonic() - began)))


async def load(base: str, pid: int, data: bytes) -> dict[str, Any]:
    """Everything at once."""
    seen, alone = Seen(), Seen()
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
    async with httpx.AsyncClient(base_url=base, timeout=60, limits=limits) as http:
        count = TALKERS + POLLERS + UPLOADERS + IDLERS
        clients = [Client(http, seen) for _ in range(count)]
        for number, client in enumerate(clients):
            await client.sign_up(f"bench-{number}-{time.time_ns()}")
        talkers = clients[:TALKERS]
        for client in talkers:
            await client.say(CLIP, [])
        for number in range(ALONE):
            await talkers[0].say(EDITS[number % len(EDITS)], alone.firsts)
        print(f"alone: {len(alone.firsts)} turns", file=sys.stderr)

        ends_at = time.monotonic() + SECONDS
        tasks = [talk(client, ends_at, number) for number, client in enumerate(talkers)]
        pollers = clients[TALKERS : TALKERS + POLLERS]
        tasks += [look(c, ends_at, n / POLLERS) for n, c in enumerate(pollers)]
        bringers = clients[TALKERS + POLLERS : TALKERS + POLLERS + UPLOADERS]
        step_s = UPLOAD_EVERY_S / UPLOADERS
        tasks += [bring(c, ends_at, n * step_s, data) for n, c in enumerate(bringers)]
        running = [asyncio.create_task(task) for task in tasks]
        idle = [
            await asyncio.open_connection("127.0.0.1", httpx.URL(base).port) for _ in range(IDLERS)
        ]
        await asyncio.sleep(SECONDS / 3)
        early_mb = tree_pss_mb(pid)
        await asyncio.gather(*running)
        late_mb = tree_pss_mb(pid)
        for _, writer in idle:
            writer.close()
    return {
        "first_event_ms_p95": _part(alone.firsts, 95),
        "first_event_ms_p95_loaded": _part(seen.firsts, 95),
        "poll_ms_p50": _part(seen.polls, 50),
        "poll_ms_p99": _part(seen.polls, 99),
        "upload_ms_p50": _part(seen.uploads, 50),
        "clients": count,
        "polls": len(seen.polls),
        "turns": seen.turns,
        "uploads": len(seen.uploads),
        "errors": len(seen.errors) + len(alone.errors),
        "error_kinds": sorted(set(seen.errors + alone.errors)),
        "memory_mb": round(late_mb),
        "rss_growth_mb": round(late_mb - early_mb, 1),
    }


def _part(times: list[float], percent: int) -> float:
    return round(statistics.quantiles(times, n=100)[percent - 1], 1)


def main() -> None:
    """Run it, and print the table and the line."""
    with tempfile.TemporaryDirectory() as folder:
        clip = counted_video(Path(folder) / "clip.mp4", frames=150, size=(1280, 720))
        server = Served(Path(folder) / "home", module="kinoloom.cli")
        start_s = server.begin()
        assert server.process is not None
        try:
            result = asyncio.run(load(server.base, server.process.pid, clip.read_bytes()))
        finally:
            server.kill()
    result["start_s"] = round(start_s, 2)
    result["machine"] = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    for name, value in result.items():
        print(f"{name:<28} {value}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
