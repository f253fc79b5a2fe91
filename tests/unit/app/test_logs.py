"""Nothing secret is ever logged, whoever logs it."""

from __future__ import annotations

import json
import logging

import pytest
import structlog

from kinoloom.app import logs


def test_tokens_are_not_in_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    structlog.get_logger("ours").info("made", token="kl_usr_abc-DEF_123", path="/files/abc.def/x")
    logging.getLogger("theirs").warning("header Authorization: Bearer kl_own_zzz and clm_yyy")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["level"] for line in lines] == ["info", "warning"]
    text = json.dumps(lines)
    for secret in ("abc-DEF", "zzz", "yyy", "abc.def"):
        assert secret not in text
