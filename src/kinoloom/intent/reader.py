"""A sentence, in English or Chinese, to the list of things it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from kinoloom.intent.asks import AddMedia, Ask, Context, MakeClip, SetMusic, Unclear, Utterance
from kinoloom.intent.clauses import Clause, clauses_of
from kinoloom.intent.cutting import read_cut, read_delete, read_move, read_ratio
from kinoloom.intent.delivery import read_delivery, read_history, read_question
from kinoloom.intent.followups import read_followup
from kinoloom.intent.footage import read_footage
from kinoloom.intent.joining import joined
from kinoloom.intent.language import language_of
from kinoloom.intent.making import read_description, read_new_clip
from kinoloom.intent.quotes import mask, unmask
from kinoloom.intent.revising import read_revision
from kinoloom.intent.sound import read_sound
from kinoloom.intent.titles import read_title
from kinoloom.intent.topics import read_small_talk, read_topic

_Reader = Callable[[Clause, Context], tuple[Ask, ...] | None]
_READERS: tuple[_Reader, ...] = (
    read_delivery,
    read_history,
    read_question,
    read_small_talk,
    read_footage,
    read_followup,
    read_title,
    read_topic,
    read_sound,
    read_cut,
    read_delete,
    read_move,
    read_ratio,
    read_new_clip,
    read_revision,
    read_description,
)
"""Asked in this order; the first that understands a clause reads it."""

_NOT_YET = re.compile(
    r"(?:don't|do not|not) (?!forget)\w+.*|(?:先)?(?:别|不要)(?:急着)?(?:导出|下载|保存"
    r"|删|动|改).*",
    re.IGNORECASE,
)
_LONGEST = 20_000


def read(sentence: str, context: Context | None = None) -> Utterance:
    """What `sentence` asks for, in order; never raises, whatever the text.

    `context` tells what is on the table, so that "make it dusk", "louder" or "I meant 4
    seconds" can be read. A correction of an edit comes as Undo and the edit anew.
    """
    return _read(sentence, context or Context())


# A turn asks several times what the same sentence means: at each step, and in the turns after.
@lru_cache(maxsize=256)
def _read(sentence: str, table: Context) -> Utterance:
    asks: list[Ask] = []
    for clause in clauses_of(mask(sentence[:_LONGEST])):
        if _NOT_YET.fullmatch(clause.text):
            continue
        found = _read_clause(clause, table)
        if not _is_small_talk(found):
            table = _after(table, found)
        for ask in found:
            asks = joined(asks, ask)
    spoken = [ask for ask in asks if not _is_small_talk((ask,))] or asks
    return Utterance(language_of(sentence), tuple(spoken) or (Unclear(sentence.strip()),))


def _read_clause(clause: Clause, context: Context) -> tuple[Ask, ...]:
    for reader in _READERS:
        asks = reader(clause, context)
        if asks is not None:
            return asks
    return (Unclear(unmask(clause.text, clause.quotes, marks='""')),)


def _is_small_talk(asks: tuple[Ask, ...]) -> bool:
    return all(isinstance(ask, Unclear) and ask.topic in ("greeting", "thanks") for ask in asks)


def _after(context: Context, found: tuple[Ask, ...]) -> Context:
    placed = any(isinstance(ask, AddMedia) for ask in found)
    made = placed or any(isinstance(ask, MakeClip) for ask in found)
    music = any(isinstance(ask, SetMusic) for ask in found)
    return Context(
        has_clip=context.has_clip or made,
        has_music=context.has_music or music,
        last=found[-1] if found else context.last,
        uploads=0 if placed else context.uploads,
    )
