"""Terms to subjects: which words count, colour and move which noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kinoloom.generators.painted.cast.figures.grips import CARRIED
from kinoloom.generators.painted.vocabulary import cast as names
from kinoloom.generators.painted.vocabulary.acting import OF_THE_LIVING
from kinoloom.generators.painted.vocabulary.carrying import HOLDING, IN_HAND, WORN_IN_HAND
from kinoloom.generators.painted.vocabulary.lexicon import is_alive
from kinoloom.generators.painted.vocabulary.mention import (
    PLURAL_COUNT,
    Mention,
    by_colour,
    merge,
)
from kinoloom.generators.painted.vocabulary.phrases import (
    PREPOSITIONS,
    is_modifier,
    is_of_the_air,
    is_predicate,
    leads_an_animal,
    names_someone,
    precedes_its_noun,
)
from kinoloom.generators.painted.vocabulary.places import word_set
from kinoloom.generators.painted.vocabulary.riding import (
    as_many,
    horses_of_cowboys,
    mount,
    set_going,
    sits_on,
)
from kinoloom.generators.painted.vocabulary.scan import Term

_SERVED = word_set("coffee, tea, glass, wine glass, beer, cocktail, soda can, honey pot")
_VESSELS = word_set("glass, cup, mug, jar")
_LINKING = word_set("and, 和, 与")


@dataclass
class _Waiting:
    """Adjectives heard before their noun."""

    count: int | None = None
    many: int | None = None
    colour: str | None = None
    and_colour: str | None = None
    """The other colour of "red and yellow balloons"."""
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
    taken_up: set[int] = field(default_factory=set[int])
    """Places of the nouns that another one tells more of: the glass of "a glass of beer"."""


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
        self._company: list[Mention] = []
        """The last group in which somebody is alive."""
        self._last_content = ""
        self._brought: tuple[str, str | None] | None = None
        """What 撑着红伞的 … carries, until its bearer is named, and its colour."""
        self._dressed: str | None = None
        """The colour of what 穿红裙子的 … wears, until whoever wears it is named."""
        self.casting = Casting()

    def hear(self, at: int) -> None:
        term = self._terms[at]
        if term.apart:
            self._end_phrase()
        if not term.meanings or term.text == "的":
            self._carried = False
        if not self.casting.mentions and names_someone(self._terms, at):
            self.casting.mentions.append(Mention(noun="person", count=1))
            self._group = self._company = self.casting.mentions[-1:]
        if term.has("noun"):
            self._hear_noun(at)
        elif term.has("young"):
            self._hear_young(term)
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
        elif term.text.lower() in PREPOSITIONS:
            self._end_phrase(keep_last=True)

    def finish(self) -> None:
        self._end_phrase()
        self.casting.mentions += horses_of_cowboys(self.casting.mentions)

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
        if not keep_last:
            self._brought = None
            self._dressed = None if self.casting.mentions else self._dressed
        kept_action = waiting.action if not self.casting.mentions else None
        self._waiting = _Waiting(action=kept_action)
        self._carried = False
        if not keep_last and self._last_content != "noun":
            self._last_content = ""

    def _hear_adjective(self, at: int) -> None:
        term = self._terms[at]
        last = self.casting.mentions[-1] if self.casting.mentions else None
        if term.has("colour") and last is not None and is_predicate(self._terms, at):
            last.colour = last.colour or term.value("colour")
            return
        linked = at > 0 and self._terms[at - 1].text.lower() in _LINKING
        if term.has("colour") and linked and self._waiting.colour:
            self._waiting.and_colour = self._waiting.colour
        for meaning in term.meanings:
            if meaning.kind in ("colour", "size"):
                setattr(self._waiting, meaning.kind, meaning.value)
            elif meaning.kind == "count":
                self._hear_count(int(meaning.value))
            elif meaning.kind == "many":
                self._hear_many(int(meaning.value))

    def _hear_garment(self, worn: str) -> None:
        """ "A woman in a red dress": the colour is hers; that of a hat is the hat's."""
        wearers = [m for m in self._group if m.noun in names.HUMANS and m.noun != "rider"]
        hands = WORN_IN_HAND.get(worn)
        if not wearers and hands is not None:
            self._brought = (hands, self._waiting.colour)
            self._waiting.colour = None
        elif not wearers and self._waiting.colour:
            self._dressed, self._waiting.colour = self._waiting.colour, None
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
        if is_modifier(self._terms, at) or self._is_ridden(at):
            return
        if self._is_group(at):
            self._hear_many(int(term.value("many") or PLURAL_COUNT))
            return
        if self._is_content(at):
            self._serve(at)
            return
        if self._is_brought(at):
            self._brought = (term.value("noun") or "", self._waiting.colour)
            self._waiting = _Waiting()
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
            merge(same, mention)
        else:
            if self._last_content != "noun" or term.apart:
                self._group = []
            for one in by_colour(mention, self._waiting.and_colour, chinese=term.chinese):
                self.casting.mentions.append(one)
                self._group.append(one)
            if is_alive(mention.noun):
                self._company = self._group
        self._waiting = _Waiting()
        self._ridden = False
        self._last_content = "noun"

    def _hear_young(self, term: Term) -> None:
        """ "A polar bear and her two cubs": small ones of the animal named before."""
        parents = [m for m in self.casting.mentions if m.noun not in names.HUMANS]
        if not parents or not is_alive(parents[-1].noun):
            return
        waiting, parent = self._waiting, parents[-1]
        young = Mention(
            noun=parent.noun,
            count=waiting.count,
            colour=waiting.colour,
            size="small",
            plural=term.plural,
            many=waiting.many,
            negated=term.negated,
        )
        self.casting.mentions.append(young)
        self._group.append(young)
        self._waiting = _Waiting()
        self._last_content = "noun"

    def _mention(self, at: int) -> Mention:
        term, waiting = self._terms[at], self._waiting
        many = term.value("many")
        noun = term.value("noun") or "person"
        brought = self._brought if noun in names.HUMANS else None
        dressed = self._dressed if is_alive(noun) else None
        self._brought = self._dressed = None
        return Mention(
            noun=noun,
            count=waiting.count or (as_many(self._group) if self._ridden and term.plural else None),
            colour=waiting.colour or dressed or term.value("hue"),
            size=waiting.size or term.value("size"),
            action=waiting.action or term.value("does") or ("go" if self._ridden else None),
            plural=term.plural,
            many=waiting.many or (int(many) if many else None),
            glyph=term.glyph,
            definite=at > 0 and self._terms[at - 1].text.lower() in ("the", "这", "那"),
            negated=term.negated,
            held=brought[0] if brought else None,
            held_colour=brought[1] if brought else None,
        )

    def _is_worn(self, at: int) -> bool:
        """ "a man with an umbrella" is one subject."""
        someone = any(mention.noun in names.HUMANS for mention in self._group)
        noun = self._terms[at].value("noun")
        before = [term.text.lower() for term in self._terms[max(0, at - 4) : at]]
        return someone and (
            (noun in names.WORN and any(word in HOLDING for word in before))
            or (noun in CARRIED and any(word in IN_HAND for word in before))
        )

    def _is_brought(self, at: int) -> bool:
        """拿着气球的男孩, 篮球少年: whoever carries it is named behind it."""
        term = self._terms[at]
        if not term.chinese or term.value("noun") not in CARRIED or self._group:
            return False
        next_to = self._terms[at + 1] if at + 1 < len(self._terms) else None
        if next_to is not None and next_to.value("noun") in names.HUMANS and not next_to.apart:
            return True
        before = [other.text for other in self._terms[max(0, at - 4) : at]]
        if not (self._carried or any(word in IN_HAND for word in before)):
            return False
        for behind in self._terms[at + 1 : at + 6]:
            if behind.apart:
                return False
            if behind.has("noun"):
                return behind.value("noun") in names.HUMANS
        return False

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

    def _is_group(self, at: int) -> bool:
        """ "An elephant family" is elephants."""
        term = self._terms[at]
        after_noun = at > 0 and self._terms[at - 1].has("noun") and not term.apart
        return term.has("group") and after_noun and self._last_content == "noun"

    def _serve(self, at: int) -> None:
        """ "A glass of red wine" is a wine glass; what is in other vessels is not seen."""
        term, vessel = self._terms[at], self.casting.mentions[-1]
        noun = term.value("noun") or ""
        wrong = noun == "glass" and vessel.noun != "glass"
        if wrong or noun not in _SERVED or vessel.noun not in _VESSELS:
            self.casting.left_out.add(at)
            return
        named = (back for back in range(at) if self._terms[back].value("noun") == vessel.noun)
        self.casting.taken_up.add(max(named, default=at))
        vessel.noun = noun
        vessel.colour = vessel.colour or self._waiting.colour or term.value("hue")
        self._waiting = _Waiting()

    def _is_content(self, at: int) -> bool:
        """In "a vase of roses" the vase is the subject."""
        if at < 2 or self._last_content != "noun" or not self.casting.mentions:
            return False
        back = at - 1
        told = ("colour", "mood", "size", "noun")
        while back > 0 and (self._terms[back].has(*told) or not self._terms[back].meanings):
            back -= 1
        of = self._terms[back].text.lower() == "of"
        return of and self.casting.mentions[-1].noun in names.CONTAINERS

    def _is_ridden(self, at: int) -> bool:
        """ "A girl rides a bicycle" is one subject; so is a rider on a horse."""
        colour = self._waiting.colour
        mounted = mount(self._terms, at, self._group, ridden=self._ridden, colour=colour)
        if mounted is None:
            self._ridden = self._ridden or sits_on(self._terms, at, self._group)
            return False
        if mounted == "horse":
            self.casting.taken_up.add(at)
        self._waiting, self._ridden = _Waiting(), False
        return True

    def _same_as(self, mention: Mention) -> Mention | None:
        for other in self.casting.mentions:
            if other.noun != mention.noun or other.negated != mention.negated:
                continue
            told_apart = mention.colour is not None and mention.colour != other.colour
            counted = mention.count is not None and not mention.definite
            if other.is_bare and mention.told_count in (None, 1):
                return other
            if not told_apart and not counted:
                return other
        return None

    def _hear_action(self, at: int) -> None:
        term = self._terms[at]
        if (term.has("flight") and not self.casting.mentions) or is_of_the_air(self._terms, at):
            return
        action = term.value("action")
        self._ridden = action in ("ride", "drive")
        if precedes_its_noun(self._terms, at) or not self.casting.mentions:
            self._waiting.action = action
        else:
            set_going(self.casting.mentions, self._doers(action), action)
            if leads_an_animal(self._terms, at):
                self._waiting.action = action
        self._last_content = "action"

    def _doers(self, action: str | None) -> list[Mention]:
        """Who does it: a hut named last does not dance, those before it do."""
        if action in OF_THE_LIVING and not any(is_alive(m.noun) for m in self._group):
            return self._company or self._group
        return self._group

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
