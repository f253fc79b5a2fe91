"""Terms to subjects: which words count, colour and move which noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from kinoloom.generators.painted.cast.grips import CARRIED
from kinoloom.generators.painted.spec import Heading, Subject
from kinoloom.generators.painted.vocabulary import cast as names
from kinoloom.generators.painted.vocabulary.acting import action_of
from kinoloom.generators.painted.vocabulary.lexicon import is_alive
from kinoloom.generators.painted.vocabulary.places import word_set
from kinoloom.generators.painted.vocabulary.scan import Term

_PREPOSITIONS = word_set(
    "in, on, at, by, with, from, into, over, under, across, through, near, behind, 在, 从"
)
_HOLDING = word_set(
    "with, in, under, holding, holds, carrying, carries, lights, 带着, 带, "
    "拿着, 手持着, 抱着, 举着, 提着"
)
_IN_HAND = word_set(
    "with, holding, holds, carrying, carries, flying, flies, 带着, 拿着, 手持着, 抱着, 举着, 提着,"
    " 放, 手持, 打着, 撑着"
)
_GARMENTS_HELD = {
    "hat": "hat", "帽子": "hat", "cap": "cap", "撑伞": "umbrella", "打伞": "umbrella",
    "撑着伞": "umbrella", "打着伞": "umbrella", "撑着雨伞": "umbrella", "撑着油纸伞": "umbrella",
}  # fmt: skip
_MOST = 12
PLURAL_COUNT = 3


@dataclass
class Mention:
    """A subject as the prompt builds it up; None is "the prompt does not say"."""

    noun: str
    count: int | None = None
    colour: str | None = None
    size: str | None = None
    action: str | None = None
    heading: str | None = None
    plural: bool = False
    many: int | None = None
    glyph: bool = False
    definite: bool = False
    negated: bool = False
    held: str | None = None
    held_colour: str | None = None

    @property
    def told_count(self) -> int | None:
        """How many the prompt says; "a couple" is two, bare foxes are three."""
        if self.many and self.count in (None, 1):
            return self.many
        return self.count or (PLURAL_COUNT if self.plural else None)

    def subject(self) -> Subject:
        """The subject as it is painted, gaps filled by what such a thing usually does."""
        return Subject(
            noun=self.noun,
            count=min(_MOST, self.told_count or 1),
            colour=self.colour,
            size=cast("Literal['small', 'normal', 'large']", self.size or "normal"),
            action=action_of(self.noun, self.action),
            heading=cast("Heading", self.heading or "right"),
            held=self.held,
            held_colour=self.held_colour,
        )


@dataclass
class _Waiting:
    """Adjectives heard before their noun."""

    count: int | None = None
    many: int | None = None
    colour: str | None = None
    size: str | None = None
    action: str | None = None


@dataclass
class Casting:
    """What the prompt says about subjects. `loose` holds what no noun took."""

    mentions: list[Mention] = field(default_factory=list[Mention])
    loose: _Waiting = field(default_factory=_Waiting)
    loose_heading: str | None = None
    left_out: set[int] = field(default_factory=set[int])
    """Places of the nouns that became no subject: what is worn, carried, or part of a name."""


def cast_of(terms: Sequence[Term]) -> Casting:
    """The subjects that `terms` name, in order, each with what is said about it."""
    builder = _Builder(tuple(terms))
    for at in range(len(terms)):
        builder.hear(at)
    builder.finish()
    return builder.casting


class _Builder:
    def __init__(self, terms: tuple[Term, ...]) -> None:
        self._terms = terms
        self._waiting = _Waiting()
        self._carried = False
        self._ridden = False
        self._group: list[Mention] = []
        self._last_content = ""
        self.casting = Casting()

    def hear(self, at: int) -> None:
        term = self._terms[at]
        if term.apart:
            self._end_phrase()
        if not term.meanings or term.text == "的":
            self._carried = False
        if term.has("noun"):
            self._hear_noun(at)
        elif term.has("garment"):
            self._hear_garment(term.text.lower())
        elif term.has("count", "many", "colour", "size"):
            self._hear_adjective(at)
        elif term.has("action"):
            self._hear_action(at)
        elif term.has("heading", "side"):
            self._hear_heading(at)
        elif term.has("carried"):
            self._carried = True
        elif term.has("setting", "time", "weather", "scenery", "lean", "touch", "season"):
            self._end_phrase()
            self._last_content = "scene"
        elif term.text.lower() in _PREPOSITIONS:
            self._end_phrase(keep_last=True)

    def finish(self) -> None:
        self._end_phrase()

    def _end_phrase(self, *, keep_last: bool = False) -> None:
        waiting = self._waiting
        last = self.casting.mentions[-1] if self.casting.mentions else None
        if last is not None and self._last_content == "noun":
            last.colour = last.colour or waiting.colour
            last.size = last.size or waiting.size
        else:
            loose = self.casting.loose
            loose.colour = waiting.colour or loose.colour
            loose.size = waiting.size or loose.size
            loose.count = waiting.count or loose.count
        kept_action = waiting.action if not self.casting.mentions else None
        self._waiting = _Waiting(action=kept_action)
        self._carried = False
        if not keep_last and self._last_content != "noun":
            self._last_content = ""

    def _hear_adjective(self, at: int) -> None:
        term = self._terms[at]
        for meaning in term.meanings:
            if meaning.kind in ("colour", "size"):
                setattr(self._waiting, meaning.kind, meaning.value)
            elif meaning.kind == "count":
                self._hear_count(int(meaning.value))
            elif meaning.kind == "many":
                self._hear_many(int(meaning.value))

    def _hear_garment(self, worn: str) -> None:
        """ "A woman in a red dress": the colour is hers; that of a hat is the hat's."""
        wearers = [mention for mention in self._group if mention.noun in names.HUMANS]
        hands = _GARMENTS_HELD.get(worn)
        if wearers and hands is not None:
            self._give(wearers, hands)
            self._waiting = _Waiting(action=self._waiting.action)
        if wearers and self._waiting.colour:
            wearers[-1].colour = wearers[-1].colour or self._waiting.colour
            self._waiting = _Waiting(action=self._waiting.action)
        self._carried = False

    def _hear_count(self, count: int) -> None:
        if count != 1 or self._waiting.count is None:
            self._waiting.count = count

    def _hear_many(self, many: int) -> None:
        """A "caravan" after its noun counts that noun; before it, the next."""
        if self._last_content == "noun" and self.casting.mentions:
            self.casting.mentions[-1].many = many
            self.casting.mentions[-1].count = None
        else:
            self._waiting.many = many

    def _hear_noun(self, at: int) -> None:
        term = self._terms[at]
        if self._is_modifier(at) or self._is_cycled(at):
            return
        if self._is_group(at):
            self._hear_many(int(term.value("many") or PLURAL_COUNT))
            return
        if self._is_content(at):
            self.casting.left_out.add(at)
            return
        if self._carried or self._is_worn(at):
            self._carried = False
            noun = term.value("noun") or ""
            bearers = [mention for mention in self._group if mention.noun in names.HUMANS]
            if not self._give(bearers, noun):
                self.casting.left_out.add(at)
            self._waiting = _Waiting()
            return
        mention = self._mention(at)
        same = self._same_as(mention)
        if same is not None:
            _merge(same, mention)
        else:
            if self._last_content != "noun" or term.apart:
                self._group = []
            self.casting.mentions.append(mention)
            self._group.append(mention)
        self._waiting = _Waiting()
        self._ridden = False
        self._last_content = "noun"

    def _mention(self, at: int) -> Mention:
        term, waiting = self._terms[at], self._waiting
        many = term.value("many")
        return Mention(
            noun=term.value("noun") or "person",
            count=waiting.count,
            colour=waiting.colour,
            size=waiting.size or term.value("size"),
            action=waiting.action or term.value("does") or ("go" if self._ridden else None),
            plural=term.plural,
            many=waiting.many or (int(many) if many else None),
            glyph=term.glyph,
            definite=at > 0 and self._terms[at - 1].text.lower() in ("the", "这", "那"),
            negated=term.negated,
        )

    def _is_worn(self, at: int) -> bool:
        """ "a man with an umbrella" is one subject."""
        someone = any(mention.noun in names.HUMANS for mention in self._group)
        noun = self._terms[at].value("noun")
        before = [term.text.lower() for term in self._terms[max(0, at - 4) : at]]
        return someone and (
            (noun in names.WORN and any(word in _HOLDING for word in before))
            or (noun in CARRIED and any(word in _IN_HAND for word in before))
        )

    def _give(self, bearers: list[Mention], noun: str) -> bool:
        """They carry it, in the colour just heard; only what can be shown is carried."""
        if not bearers or noun not in CARRIED or self._waiting.count not in (None, 1):
            return False
        for mention in bearers:
            if mention.held is None:
                mention.held, mention.held_colour = noun, self._waiting.colour
            if noun == "kite" and mention.action == "fly":
                mention.action = None
        return True

    def _is_modifier(self, at: int) -> bool:
        """In "cargo train station robot", only the last noun is a subject."""
        if self._terms[at].chinese or self._terms[at].glyph or at + 1 >= len(self._terms):
            return False
        following = self._terms[at + 1]
        if (
            following.apart
            or following.glyph
            or following.chinese
            or following.has("verb", "group")
        ):
            return False
        thing = not is_alive(self._terms[at].value("noun") or "")
        return following.has("noun") or (following.has("setting", "part") and thing)

    def _is_group(self, at: int) -> bool:
        """ "An elephant family" is elephants."""
        term = self._terms[at]
        after_noun = at > 0 and self._terms[at - 1].has("noun") and not term.apart
        return term.has("group") and after_noun and self._last_content == "noun"

    def _is_content(self, at: int) -> bool:
        """In "a vase of roses" the vase is the subject."""
        if at < 2 or self._last_content != "noun" or not self.casting.mentions:
            return False
        of = self._terms[at - 1].text.lower() == "of"
        return of and self.casting.mentions[-1].noun in names.CONTAINERS

    def _is_cycled(self, at: int) -> bool:
        """ "A girl rides a bicycle" is one subject, who cycles."""
        riders = [mention for mention in self._group if mention.noun in names.HUMANS]
        if not (self._ridden and riders and self._terms[at].value("noun") == "bicycle"):
            return False
        for mention in riders:
            mention.action = "cycle"
        self._waiting, self._ridden = _Waiting(), False
        return True

    def _same_as(self, mention: Mention) -> Mention | None:
        for other in self.casting.mentions:
            if other.noun != mention.noun or other.negated != mention.negated:
                continue
            told_apart = mention.colour is not None and mention.colour != other.colour
            counted = mention.count is not None and not mention.definite
            if not told_apart and not counted:
                return other
        return None

    def _hear_action(self, at: int) -> None:
        term = self._terms[at]
        if (term.has("flight") and not self.casting.mentions) or self._is_of_the_air(at):
            return
        action = term.value("action")
        self._ridden = action in ("ride", "drive")
        if self._precedes_its_noun(at) or not self.casting.mentions:
            self._waiting.action = action
        else:
            for mention in self._group:
                mention.action = mention.action or action
        self._last_content = "action"

    def _is_of_the_air(self, at: int) -> bool:
        """In "snow flying", "leaves drifting" no subject does it."""
        before = self._terms[at - 1] if at > 0 and not self._terms[at].apart else None
        return before is not None and before.has("weather", "effect") and not before.has("noun")

    def _precedes_its_noun(self, at: int) -> bool:
        """ "flying cars", "a running red fox", 奔跑的马: but not "riding a horse"."""
        term = self._terms[at]
        if term.value("action") == "ride":
            return False
        if term.chinese:
            return self._is_chinese_attribute(at) and self._noun_follows(at)
        belongs_before = at > 0 and self._terms[at - 1].has("noun") and not term.apart
        return term.text.lower().endswith("ing") and not belongs_before and self._noun_follows(at)

    def _noun_follows(self, at: int) -> bool:
        for following in self._terms[at + 1 :]:
            if following.has("noun"):
                return not following.apart
            adjective = following.has("colour", "size", "style") or following.text == "的"
            if following.apart or not adjective:
                break
        return False

    def _is_chinese_attribute(self, at: int) -> bool:
        following = self._terms[at + 1 : at + 2]
        return bool(following) and (
            following[0].text == "的"
            or (following[0].has("noun") and len(self._terms[at].text) > 1)
        )

    def _hear_heading(self, at: int) -> None:
        term = self._terms[at]
        if at > 0 and self._terms[at - 1].has("move") and not term.apart:
            return
        heading = term.value("heading")
        if heading is None and self._last_content != "action":
            return
        heading = heading or term.value("side")
        if self.casting.mentions:
            for mention in self._group or self.casting.mentions[-1:]:
                mention.heading = heading
        else:
            self.casting.loose_heading = heading


def _merge(known: Mention, again: Mention) -> None:
    if known.glyph and again.glyph:
        known.count = min(_MOST, (known.count or 1) + 1)
    known.count = known.count or again.count
    known.colour = known.colour or again.colour
    known.action = known.action or again.action
    known.plural = known.plural or again.plural
    known.held = known.held or again.held
    known.held_colour = known.held_colour or again.held_colour


def changed(subject: Subject, mention: Mention) -> Subject:
    """The subject with what the mention says; what it does not say stays."""
    updates = {
        "count": mention.told_count,
        "colour": mention.colour,
        "size": mention.size,
        "heading": mention.heading,
        "held": mention.held,
        "held_colour": mention.held_colour,
        "action": action_of(subject.noun, mention.action) if mention.action else None,
    }
    return subject.model_copy(update={key: value for key, value in updates.items() if value})
