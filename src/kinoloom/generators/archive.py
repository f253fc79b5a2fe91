"""Plans to JSON and back, and the key under which a finished clip is found again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from kinoloom.generators.protocol import ClipPlan, ClipRequest


def dumps(plan: ClipPlan) -> str:
    """The plan as JSON text; equal plans give equal text."""
    value: dict[str, Any] = asdict(plan)
    value["request"]["fps"] = str(plan.request.fps)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def loads(text: str) -> ClipPlan:
    """The plan in a text that `dumps` wrote."""
    value: dict[str, Any] = json.loads(text)
    value["request"]["fps"] = Fraction(value["request"]["fps"])
    value["request"] = ClipRequest(**value["request"])
    for name in ("used", "ignored", "notes"):
        value[name] = tuple(value[name])
    return ClipPlan(**value)


def plan_key(plan: ClipPlan) -> str:
    """Names the frames of a plan: all that decides a pixel, and not the words it came from."""
    request = plan.request
    decisive = [
        plan.engine,
        plan.engine_version,
        dict(plan.spec),
        plan.sound,
        [request.width_px, request.height_px, str(request.fps), request.duration_ms, request.seed],
    ]
    return hashlib.sha256(json.dumps(decisive, sort_keys=True).encode()).hexdigest()
