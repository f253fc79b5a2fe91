"""A prompt as it was heard: its terms, who is in it, and its language."""

from __future__ import annotations

from dataclasses import dataclass

from kinoloom.generators.painted.vocabulary import titles
from kinoloom.generators.painted.vocabulary.casting import Casting, cast_of
from kinoloom.generators.painted.vocabulary.lexicon import is_han
from kinoloom.generators.painted.vocabulary.refusals import refusal
from kinoloom.generators.painted.vocabulary.scan import Term, scan
from kinoloom.generators.painted.vocabulary.senses import in_context
from kinoloom.generators.protocol import PromptInvalid, PromptRefused

LONGEST_PROMPT = 100_000
READ_OF_A_LONG_PROMPT = 2_000
MOST_WORDS = 5_000


@dataclass(frozen=True)
class Heard:
    """A prompt's terms, and what follows from the text as a whole."""

    terms: tuple[Term, ...]
    casting: Casting
    chinese: bool
    notes: tuple[str, ...]

    def plain(self, kind: str) -> list[Term]:
        """The terms of a kind that are not negated."""
        return [term for term in self.terms if term.has(kind) and not term.negated]

    def values(self, kind: str) -> list[str]:
        """What the terms of a kind say, in order."""
        return [term.value(kind) or "" for term in self.plain(kind)]

    def last(self, kind: str) -> str | None:
        """What the last term of a kind says."""
        values = self.values(kind)
        return values[-1] if values else None

    def negates(self, kind: str, value: str | None) -> bool:
        """Whether the prompt says that this is not so."""
        return any(t.negated and t.has(kind) and t.value(kind) == value for t in self.terms)

    def without(self) -> tuple[str, ...]:
        """The nouns that must not be seen."""
        nouns = [mention.noun for mention in self.casting.mentions if mention.negated]
        nouns += [t.value("unwanted") or "" for t in self.terms if t.negated and t.has("unwanted")]
        nouns += [t.value("absent") or "" for t in self.terms if t.has("absent")]
        return tuple(dict.fromkeys(nouns))


def hear(prompt: str) -> Heard:
    """The terms of a prompt. Raises PromptInvalid (empty, too long) or PromptRefused."""
    text = prompt.strip()
    chinese = _is_chinese(text)
    if not text:
        raise PromptInvalid("Say what the clip should show, in a few words.")
    if len(text) > LONGEST_PROMPT:
        raise PromptInvalid(
            f"The prompt has {len(text):,} characters; at most {LONGEST_PROMPT:,} can be read."
        )
    sentence = refusal(text, chinese=chinese)
    if sentence is not None:
        raise PromptRefused(sentence)
    notes: tuple[str, ...] = ()
    if len(text.split()) > MOST_WORDS or len(text) > READ_OF_A_LONG_PROMPT * 2:
        text = text[:READ_OF_A_LONG_PROMPT]
        notes = (titles.too_long_note(chinese=chinese),)
    terms = in_context(scan(text))
    return Heard(terms, cast_of(terms), chinese, notes)


def _is_chinese(text: str) -> bool:
    return sum(map(is_han, text)) * 2 > sum(c.isascii() and c.isalpha() for c in text)
