"""What a user may say, and the agent's name: known without loading the agent."""

from __future__ import annotations

from kinoloom.errors import AskError

APP = "nemo_agent"
LONGEST_MESSAGE = 60_000


class MessageTooLong(AskError):
    """More text than a message may have; a long text belongs in a file."""


def readable(sentence: str) -> str:
    """The sentence as text that every store takes. Raises MessageTooLong."""
    # Bytes of a terminal that are no text come as lone surrogates; PostgreSQL takes no NUL.
    sentence = sentence.encode(errors="replace").decode().replace("\0", "")
    if len(sentence) > LONGEST_MESSAGE:
        raise MessageTooLong(
            f"That message is {len(sentence):,} characters long; say it in {LONGEST_MESSAGE:,}."
        )
    return sentence
