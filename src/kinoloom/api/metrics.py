"""What is counted: requests by call and status, and the jobs as the database has them."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Engine, func, select
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kinoloom.store.tables import jobs, turns

if TYPE_CHECKING:
    from kinoloom.api.services import Services

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.6, 1.2, 2.5, 5, 10, 30)
_registries: WeakKeyDictionary[Engine, CollectorRegistry] = WeakKeyDictionary()
_SHARED = CollectorRegistry()
REQUESTS = Counter(
    "kinoloom_requests_total", "Requests answered.", ("call", "status"), registry=_SHARED
)
LATENCY = Histogram(
    "kinoloom_first_byte_seconds",
    "Time to the first byte of an answer.",
    ("call",),
    buckets=BUCKETS,
    registry=_SHARED,
)


class _Work(Collector):
    """Jobs and open turns, counted when somebody asks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def collect(self) -> Iterable[Metric]:
        """One sample a kind and state."""
        family = GaugeMetricFamily("kinoloom_jobs", "Jobs.", labels=("kind", "state"))
        query = select(jobs.c.kind, jobs.c.state, func.count()).group_by(jobs.c.kind, jobs.c.state)
        open_turns = select(func.count()).where(turns.c.state == "open")
        with self._engine.connect() as connection:
            for kind, state, count in connection.execute(query):
                family.add_metric((kind, state), count)
            waiting = connection.execute(open_turns).scalar_one()
        yield family
        yield GaugeMetricFamily("kinoloom_open_turns", "Turns not answered yet.", value=waiting)


class _Requests(Collector):
    """The counters of this process."""

    def collect(self) -> Iterable[Metric]:
        """All of them."""
        return _SHARED.collect()


def registry_of(services: Services) -> CollectorRegistry:
    """Everything that is measured of these services."""
    found = _registries.get(services.engine)
    if found is None:
        found = CollectorRegistry()
        found.register(_Work(services.engine))
        found.register(_Requests())
        _registries[services.engine] = found
    return found


class Measured:
    """Middleware that counts; a call is named by its route, so that ids make no new series."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and look at the first message of the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def heard(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = scope.get("route")
                call = getattr(route, "operation_id", None) or "unknown"
                LATENCY.labels(call).observe(time.perf_counter() - began)
                REQUESTS.labels(call, str(message["status"])).inc()
            await send(message)

        await self._app(scope, receive, heard)
