"""The API walked by its own description: no 5xx anywhere, and every call reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case, GenerationMode, Response
from tests.support.served import Caller, Served, served

AnyCase = Case[Any]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that may be asked anything."""
    with served(tmp_path_factory.mktemp("description")) as one:
        yield one


def walk(
    server: Served, walks: int, steps: int, modes: list[GenerationMode]
) -> Counter[tuple[str, int]]:
    """Random walks along the links, with a valid token; each call and status, and how often."""
    user = Caller(server, "walker")
    user.get_token()
    seen: Counter[tuple[str, int]] = Counter()
    schema = schemathesis.openapi.from_url(f"{server.base}/openapi.json")
    schema.config.generation.update(modes=modes)

    class Walk(schema.as_state_machine()):  # type: ignore[misc, valid-type]
        """One user who does what the links allow."""

        def get_call_kwargs(self, case: AnyCase) -> dict[str, Any]:
            given = {name: str(value) for name, value in (case.headers or {}).items()}
            return {"headers": {**given, **user.headers}, "timeout": 60}

        def validate_response(
            self, response: Response, case: AnyCase, additional_checks: Any = (), **_given: Any
        ) -> None:
            name = case.operation.definition.raw["operationId"]
            seen[name, response.status_code] += 1
            assert response.status_code < 500, response.text

    chosen = settings(
        max_examples=walks,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    Walk.run(settings=chosen)
    return seen


def names(server: Served) -> set[str]:
    """Every call there is."""
    paths = server.ask("GET", "/openapi.json").json["paths"].values()
    return {operation["operationId"] for path in paths for operation in path.values()}


def test_every_call_is_reached_and_none_breaks(server: Served) -> None:
    seen = walk(server, walks=12, steps=40, modes=[GenerationMode.POSITIVE])
    reached = {name for name, status in seen if 200 <= status < 300}
    print(sorted(seen.items()))
    assert names(server) - reached == set()


def test_the_description_is_what_a_client_is_made_from(server: Served) -> None:
    description = server.ask("GET", "/openapi.json").json
    assert description["components"]["securitySchemes"]
    run = description["paths"]["/run_sse"]["post"]
    assert "text/event-stream" in run["responses"]["200"]["content"]
    assert run["requestBody"]["content"]["application/json"]["schema"]["properties"]["session_id"]


@pytest.mark.slow
def test_longer_walks(tmp_path: Path) -> None:
    with served(tmp_path / "home") as server:
        walk(server, walks=200, steps=12, modes=list(GenerationMode))
