"""How much of a hundred prompts the painted engine reads as a person does.

`python -m bench.painted.reading` prints, for each field, how many of the checked values are
right, and every miss. The prompts and a person's reading of them are in `prompts.jsonl`, written
before the reader. A list holds all values that are acceptable; null means not checked. Camera
"pan" and "truck" take either direction. Every noun expected must be among those of the scene,
under the name it has in the prompt or one of its `SYNONYMS`, be held by one of them, or be there as
an action or an effect (`DOERS`, `EFFECTS`); what else is in the scene is not judged.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinoloom.generators.painted.parse import read_prompt
from kinoloom.generators.painted.spec import SceneSpec, Subject

PROMPTS = Path(__file__).with_name("prompts.jsonl")
FIELDS = ("setting", "time", "weather", "subjects", "camera", "ratio", "style")
EITHER_WAY = {"pan": ("pan_left", "pan_right"), "truck": ("truck_left", "truck_right")}
SYNONYMS: tuple[frozenset[str], ...] = tuple(
    frozenset(names.split(", "))
    for names in (
        "child, kid, toddler",
        "perfume bottle, perfume, bottle",
        "cup, mug, coffee, latte, tea, teacup, espresso",
        "ship, boat, sailboat, cargo ship, fishing boat, yacht",
        "dancer, ballerina, ballet dancer",
        "car, sports car, racing car, vintage car, flying car",
        "bowl, noodles, ramen, bowl of noodles",
        "glass, wine glass, cocktail",
        "spaceship, spacecraft, rocket, starship",
        "flying saucer, ufo",
        "hot air balloon, balloon",
        "turtle, sea turtle",
        "fish, tropical fish, koi, goldfish",
        "hut, cabin, cottage, house",
        "person, people, couple, crowd, figure, silhouette",
        "man, old man, person",
        "woman, old woman, person",
        "musician, band, singer",
        "wizard, mage",
        "warrior, soldier",
        "shoe, sneaker, running shoe",
        "phone, smartphone, mobile phone",
        "bird, seagull, crow, dove, crane, swan",
        "cat, kitten",
        "dog, puppy, corgi, husky, golden retriever",
        "sheep, ewe, lamb",
        "traveler, traveller, tourist, hiker, person",
        "bicycle, bike",
    )
)

DOERS = {"cycle": ("bicycle", "cyclist"), "dance": ("dancer",)}
"""What a subject's action says is there: whoever cycles has a bicycle with them."""
EFFECTS = {
    "firefly": "fireflies", "leaf": "leaves", "petal": "petals", "bubble": "bubbles",
    "steam": "steam", "smoke": "smoke", "confetti": "confetti", "spark": "sparks",
}  # fmt: skip
"""Small things that a scene holds as an effect, not as subjects."""


@dataclass(frozen=True)
class Mark:
    """One checked field of one prompt."""

    prompt: str
    field: str
    right: bool
    expected: object
    read: object


def accuracy() -> dict[str, float]:
    """The share right of each field, of all of them ("fields"), and of whole prompts."""
    marks = list(marked())
    shares = {field: _share([mark for mark in marks if mark.field == field]) for field in FIELDS}
    wrong = {mark.prompt for mark in marks if not mark.right}
    prompts = {mark.prompt for mark in marks}
    return {
        **shares,
        "fields": _share(marks),
        "prompts": 1 - len(wrong) / len(prompts) if prompts else 0.0,
    }


def marked() -> Iterator[Mark]:
    """Every field that the person's reading says something of, marked."""
    for line in PROMPTS.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield from _marked(json.loads(line))


def _marked(entry: dict[str, Any]) -> Iterator[Mark]:
    prompt = entry["prompt"]
    spec = read_prompt(prompt, seed=0).spec
    read: dict[str, object] = {
        "setting": spec.setting, "time": spec.time, "weather": spec.weather,
        "camera": spec.move, "ratio": spec.ratio, "style": spec.style,
    }  # fmt: skip
    for field in FIELDS:
        expected = entry.get(field)
        if expected is None:
            continue
        if field == "subjects":
            found = [f"{s.count} {s.noun}" for s in spec.subjects]
            right = all(_is_there(wanted, spec) for wanted in expected)
            yield Mark(prompt, field, right, expected, found)
        else:
            accepted = _accepted(field, expected)
            yield Mark(prompt, field, read[field] in accepted, expected, read[field])


def _accepted(field: str, expected: list[str] | str) -> tuple[str, ...]:
    values = [expected] if isinstance(expected, str) else expected
    if field != "camera":
        return tuple(values)
    return tuple(move for value in values for move in EITHER_WAY.get(value, (value,)))


def _is_there(wanted: dict[str, Any], spec: SceneSpec) -> bool:
    if EFFECTS.get(wanted["noun"]) in spec.effects:
        return True
    count = wanted.get("count")
    return any(
        _is_called(subject, wanted["noun"]) and count in (None, subject.count)
        for subject in spec.subjects
    )


def _is_called(subject: Subject, noun: str) -> bool:
    names = {noun}.union(*(group for group in SYNONYMS if noun in group))
    return not names.isdisjoint({subject.noun, subject.held, *DOERS.get(subject.action, ())})


def _share(marks: list[Mark]) -> float:
    return sum(mark.right for mark in marks) / len(marks) if marks else 1.0


def main() -> None:
    """Print the shares, then every miss."""
    marks = list(marked())
    for field in FIELDS:
        of_field = [mark for mark in marks if mark.field == field]
        right = sum(mark.right for mark in of_field)
        print(f"{field:10} {right:3}/{len(of_field):3}  {_share(of_field):6.1%}")
    shares = accuracy()
    print(f"{'all fields':10} {shares['fields']:15.1%}")
    print(f"{'whole':10} {shares['prompts']:15.1%}  (prompts with every field right)")
    for mark in marks:
        if not mark.right:
            print(f"{mark.field}: read {mark.read}, expected {mark.expected}: {mark.prompt}")


if __name__ == "__main__":
    main()
