"""Every generator that is installed keeps the contract."""

from __future__ import annotations

import pytest
from tests.support.studio import PlainGenerator

from kinoloom.errors import AskError
from kinoloom.generators.contract import GeneratorContract
from kinoloom.generators.painted import PaintedGenerator
from kinoloom.generators.protocol import Generator
from kinoloom.generators.registry import Generators, NoSuchGenerator


class TestPainted(GeneratorContract):
    """The built-in engine, in each of its settings."""

    prompts = (
        "a person walking in a desert at golden hour",
        "a city street at night in the rain",
        "mountains and a lake at dawn, two foxes",
    )

    def make(self) -> Generator:
        return PaintedGenerator()


class TestPlain(GeneratorContract):
    """The one the other tests paint with."""

    def make(self) -> Generator:
        return PlainGenerator()


def test_built_ins_come_through_the_plug_in_hook() -> None:
    found = Generators()
    assert "painted" in list(found)
    assert isinstance(found.get("painted"), PaintedGenerator)
    assert found.get("painted") is found.get("painted")


def test_an_unknown_generator_is_named_with_those_there_are() -> None:
    with pytest.raises(NoSuchGenerator, match="painted"):
        Generators().get("dreams")
    assert issubclass(NoSuchGenerator, AskError)
