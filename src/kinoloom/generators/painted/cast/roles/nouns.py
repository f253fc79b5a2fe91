"""English nouns: who plays them (puppet or emoji), how they move, how tall they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import emoji

from kinoloom.generators.painted.cast.roles.understudies import UNDERSTUDIES

NEWEST_EMOJI = 16.0
"""Of this version is our emoji font: newer ones would be an empty box."""
Manner = Literal["walk", "drive", "sail", "fly", "hover", "still"]

PUPPETS: dict[str, str] = {
    noun: kind
    for kind, nouns in {
        "astronaut": "astronaut spaceman spacewoman cosmonaut taikonaut",
        "man": "man guy father dad gentleman",
        "woman": "woman lady mother mom businesswoman",
        "anyone": "person human people crowd teacher artist pedestrian tourist traveller stranger"
        " singer model student detective zombie elf judge",
        "chef": "chef cook baker",
        "barista": "barista waiter waitress",
        "doctor": "doctor scientist surgeon",
        "nurse": "nurse",
        "grandmother": "grandmother grandma old_woman",
        "grandfather": "grandfather grandpa old_man",
        "ballerina": "ballerina",
        "dancer": "dancer woman_dancing",
        "king": "king emperor",
        "queen": "queen empress princess",
        "prince": "prince",
        "bride": "bride",
        "groom": "groom businessman",
        "officer": "police_officer guard",
        "captain": "pilot sailor captain",
        "firefighter": "firefighter",
        "builder": "worker construction_worker",
        "soldier": "soldier",
        "knight": "knight paladin crusader",
        "farmer": "farmer",
        "skater": "skateboarder",
        "ninja": "ninja assassin samurai vampire",
        "mage": "mage wizard witch sorcerer druid",
        "alien": "alien extraterrestrial martian goblin",
        "child": "child kid boy toddler schoolboy",
        "girl": "girl daughter schoolgirl",
        "hiker": "hiker backpacker mountaineer climber explorer adventurer trekker",
        "runner": "runner jogger athlete sprinter",
        "robot": "robot android droid cyborg mech humanoid automaton",
        "cowboy": "cowboy cowgirl gunslinger rancher sheriff",
    }.items()
    for noun in nouns.split()
}  # fmt: skip
"""Noun -> kind of puppet."""

_SYNONYMS: dict[str, str] = {
    "puppy": "dog", "hound": "dog", "husky": "dog", "corgi": "dog", "retriever": "guide_dog",
    "kitten": "cat", "kitty": "cat", "pony": "horse", "stallion": "horse", "mare": "horse",
    "foal": "horse", "bunny": "rabbit", "hare": "rabbit", "bull": "ox", "calf": "cow",
    "cattle": "cow", "buffalo": "water_buffalo", "sheep": "ewe", "lamb": "ewe", "piglet": "pig",
    "hog": "pig", "dromedary": "camel", "rhino": "rhinoceros", "hippo": "hippopotamus",
    "gazelle": "deer", "antelope": "deer", "stag": "deer", "reindeer": "deer", "elk": "deer",
    "moose": "deer", "ape": "gorilla", "chimpanzee": "monkey", "cheetah": "leopard",
    "jaguar": "leopard", "panther": "black_cat", "alpaca": "llama", "squirrel": "chipmunk",
    "chicken": "rooster", "hen": "rooster", "cock": "rooster", "chick": "baby_chick",
    "seagull": "dove", "gull": "dove", "pigeon": "dove", "hawk": "eagle", "falcon": "eagle",
    "raven": "black_bird", "crow": "black_bird", "sparrow": "bird", "alligator": "crocodile",
    "tortoise": "turtle", "dinosaur": "t-rex", "tyrannosaurus": "t-rex", "trex": "t-rex",
    "brontosaurus": "sauropod", "diplodocus": "sauropod", "orca": "whale", "bee": "honeybee",
    "ladybug": "lady_beetle", "car": "automobile", "sedan": "automobile", "truck": "delivery_truck",
    "lorry": "delivery_truck", "van": "minibus", "jeep": "sport_utility_vehicle",
    "suv": "sport_utility_vehicle", "train": "locomotive", "tram": "tram_car",
    "bullet_train": "monorail", "bike": "bicycle", "motorbike": "motorcycle",
    "scooter": "motor_scooter", "moped": "motor_scooter", "cyclist": "person_biking",
    "biker": "person_biking", "boat": "sailboat", "yacht": "sailboat", "rowboat": "canoe",
    "kayak": "canoe", "plane": "airplane", "aeroplane": "airplane", "jet": "airplane",
    "drone": "helicopter", "spaceship": "flying_saucer", "ufo": "flying_saucer",
    "hot_air_balloon": "balloon", "tree": "deciduous_tree", "pine": "evergreen_tree",
    "fir": "evergreen_tree", "palm": "palm_tree", "flower": "sunflower", "home": "house",
    "cabin": "hut", "temple": "classical_building", "tower": "tokyo_tower",
    "coffee": "hot_beverage",
    "cup": "hot_beverage", "mug": "hot_beverage", "tea": "teacup_without_handle",
    "football": "soccer_ball", "ball": "soccer_ball", "burger": "hamburger", "lamp": "light_bulb",
    "book": "open_book",
    "rider": "horse_racing", "horseman": "horse_racing", "surfer": "person_surfing",
    "monk": "person_in_lotus_position", "piano": "musical_keyboard", "phone": "mobile_phone",
    "diamond": "gem_stone", "apple": "red_apple", "shoe": "running_shoe", "rose": "rose",
    "cherry_blossom": "cherry_blossom", "skeleton": "skull", "pumpkin": "jack-o-lantern",
    "statue": "moai", "rickshaw": "auto_rickshaw", "ambulance": "ambulance",
}  # fmt: skip

QUADRUPEDS: frozenset[str] = frozenset(
    {
        "fox", "wolf", "lion", "bear", "panda", "polar_bear", "koala", "raccoon", "hamster",
        "unicorn", "zebra", "boar", "camel", "horse",
    }
)  # fmt: skip
"""Animals whose emoji is only a face or stands stiffly: they have to be modelled."""

_FACES_RIGHT = frozenset({"airplane", "rocket", "superhero", "small_airplane", "satellite"})

_NAMES_BY_MANNER: dict[Manner, str] = {
    "drive": "automobile taxi bus minibus delivery_truck articulated_lorry pickup_truck tractor"
    " racing_car bicycle motorcycle motor_scooter locomotive tram_car monorail police_car"
    " fire_engine ambulance sport_utility_vehicle trolleybus kick_scooter skateboard"
    " person_biking auto_rickshaw sled",
    "sail": "sailboat ship ferry motor_boat speedboat canoe swan",
    "fly": "eagle dove butterfly bat honeybee fly mosquito airplane small_airplane rocket"
    " superhero fairy phoenix black_bird",
    "hover": "balloon flying_saucer helicopter kite parachute satellite ghost fish whale"
    " dolphin shark octopus squid genie dragon mermaid merman tropical_fish blowfish"
    " jellyfish spouting_whale shrimp",
    "still": "deciduous_tree evergreen_tree cactus palm_tree castle house hut tent"
    " hot_beverage teapot guitar violin drum telescope crown key skull snowman moai candle"
    " light_bulb soccer_ball basketball pizza hamburger jack-o-lantern sunflower rose tulip"
    " mushroom umbrella mobile_phone gem_stone red_apple running_shoe watch lotion_bottle"
    " cherry_blossom tokyo_tower classical_building open_book musical_keyboard"
    " teacup_without_handle person_in_lotus_position",
}  # fmt: skip
_MANNERS: dict[str, Manner] = {
    name: manner for manner, names in _NAMES_BY_MANNER.items() for name in names.split()
}

_HEIGHTS: dict[str, float] = {
    "mouse": 0.22, "rat": 0.24, "hamster": 0.26, "chipmunk": 0.26, "hedgehog": 0.26,
    "rabbit": 0.34, "cat": 0.42, "black_cat": 0.42, "dog": 0.52, "guide_dog": 0.58,
    "poodle": 0.5, "fox": 0.5, "raccoon": 0.42, "koala": 0.42, "wolf": 0.66, "rooster": 0.42,
    "duck": 0.34, "goose": 0.46, "bird": 0.26, "dove": 0.30, "eagle": 0.55, "owl": 0.4,
    "parrot": 0.34, "penguin": 0.6, "flamingo": 0.8, "swan": 0.6, "peacock": 0.7, "turkey": 0.55,
    "baby_chick": 0.2, "turtle": 0.4, "snail": 0.2, "snake": 0.34, "lizard": 0.3,
    "crocodile": 0.6, "butterfly": 0.28, "honeybee": 0.2, "bat": 0.32, "spider": 0.25, "ant": 0.2,
    "crab": 0.3, "lobster": 0.36, "frog": 0.28, "worm": 0.2, "cricket": 0.2, "beetle": 0.2,
    "scorpion": 0.26, "bug": 0.2, "otter": 0.4, "seal": 0.55, "beaver": 0.42, "sloth": 0.5,
    "pig": 0.58, "ewe": 0.68, "ram": 0.7, "goat": 0.66,
    "deer": 1.05, "kangaroo": 0.95, "cow": 0.95, "ox": 1.0, "water_buffalo": 1.0, "bison": 1.12,
    "horse": 1.1, "donkey": 0.85, "zebra": 1.0, "unicorn": 1.15, "llama": 1.05, "camel": 1.28,
    "tiger": 0.72, "leopard": 0.62, "lion": 0.8, "bear": 0.9, "polar_bear": 0.95, "panda": 0.8,
    "boar": 0.6, "gorilla": 1.0, "monkey": 0.55, "elephant": 1.7, "mammoth": 1.85,
    "rhinoceros": 1.1, "hippopotamus": 1.0, "giraffe": 2.3, "t-rex": 2.3, "sauropod": 2.3,
    "dragon": 1.7, "whale": 1.5, "dolphin": 0.8, "shark": 0.9, "fish": 0.4, "octopus": 0.7,
    "automobile": 0.86, "taxi": 0.9, "police_car": 0.9, "racing_car": 0.55, "bus": 1.5,
    "minibus": 1.1, "delivery_truck": 1.45, "pickup_truck": 1.0, "sport_utility_vehicle": 1.0,
    "fire_engine": 1.5, "ambulance": 1.3, "tractor": 1.4, "locomotive": 1.9, "tram_car": 1.7,
    "monorail": 1.6, "bicycle": 0.66, "motorcycle": 0.72, "motor_scooter": 0.7,
    "person_biking": 1.05, "horse_racing": 1.5, "skateboard": 0.2, "kick_scooter": 0.65,
    "sailboat": 1.8, "ship": 2.2, "ferry": 2.0, "speedboat": 0.7, "motor_boat": 1.0,
    "canoe": 0.5, "airplane": 1.3, "helicopter": 1.2, "rocket": 1.5, "flying_saucer": 1.1,
    "balloon": 0.9, "kite": 0.7, "parachute": 1.5, "castle": 2.6, "house": 2.0, "hut": 1.6,
    "squid": 0.6, "jellyfish": 0.6, "tropical_fish": 0.36, "blowfish": 0.4, "shrimp": 0.26,
    "deciduous_tree": 2.2, "evergreen_tree": 2.4, "palm_tree": 2.2, "cactus": 1.2, "tent": 0.95,
    "snowman": 1.0, "moai": 1.5, "tokyo_tower": 2.6, "classical_building": 2.2, "umbrella": 0.6,
    "superhero": 1.0, "fairy": 0.7, "ghost": 0.85, "sunflower": 0.8, "rose": 0.6, "tulip": 0.6,
}  # fmt: skip
ALTITUDES: dict[str, float] = {
    "flying_saucer": 0.72, "balloon": 0.66, "helicopter": 0.70, "kite": 0.72, "parachute": 0.70,
    "airplane": 0.86, "small_airplane": 0.80, "rocket": 0.74, "satellite": 0.90, "eagle": 0.78,
    "dove": 0.70, "black_bird": 0.70, "butterfly": 0.30, "honeybee": 0.24, "fly": 0.24,
    "mosquito": 0.24, "bat": 0.60, "ghost": 0.12, "genie": 0.18, "fairy": 0.34, "fish": 0.22,
    "tropical_fish": 0.26, "blowfish": 0.24, "jellyfish": 0.34, "shrimp": 0.14,
    "merman": 0.22, "mermaid": 0.22, "spouting_whale": 0.34,
    "dolphin": 0.22, "whale": 0.34, "shark": 0.22, "dragon": 0.42, "phoenix": 0.66,
    "superhero": 0.62,
}  # fmt: skip
"""Where things in the air are: 0 at the ground, 1 at the top of the frame."""
_USUAL_HEIGHTS: dict[Manner, float] = {
    "walk": 0.85, "drive": 1.0, "sail": 1.6, "fly": 0.7, "hover": 0.8, "still": 0.8,
}  # fmt: skip


@dataclass(frozen=True)
class Icon:
    """An emoji that plays a noun."""

    name: str
    glyph: str
    manner: Manner
    height: float
    faces_right: bool


def key_of(noun: str) -> str:
    """A noun as the tables spell it: lower case, underscores, its emoji's name."""
    key = noun.strip().lower().replace(" ", "_")
    if key not in _SYNONYMS and key not in _glyphs() and key.endswith("s"):
        key = key[:-1]
    key = _SYNONYMS.get(key, key)
    if key in _glyphs() or key in PUPPETS or key in QUADRUPEDS:
        return key
    player = UNDERSTUDIES.get(key.replace("_", " "))
    return key_of(player) if player is not None else key


def find_icon(noun: str) -> Icon | None:
    """The emoji of a noun, or None when no emoji shows it."""
    name = key_of(noun)
    glyph = _glyphs().get(name)
    if glyph is None:
        return None
    manner = _MANNERS.get(name, "walk" if name in _HEIGHTS else "still")
    height = _HEIGHTS.get(name, _USUAL_HEIGHTS[manner])
    return Icon(name, glyph, manner, height, name in _FACES_RIGHT)


def quadruped_of(noun: str) -> str | None:
    """The kind of modelled four-legged animal, or None."""
    name = key_of(noun)
    return name if name in QUADRUPEDS else None


def animal_height(name: str) -> float:
    """A four-legged animal's height, in persons."""
    return _HEIGHTS.get(name, _USUAL_HEIGHTS["walk"])


@lru_cache(maxsize=1)
def _glyphs() -> dict[str, str]:
    """English emoji name, lower case -> the fully qualified emoji; no skin tones, no flags."""
    names: dict[str, str] = {}
    for glyph, entry in emoji.EMOJI_DATA.items():
        name = str(entry["en"]).strip(":").lower()
        is_whole = entry.get("status") == emoji.STATUS["fully_qualified"]
        if is_whole and "skin_tone" not in name and float(entry["E"]) <= NEWEST_EMOJI:
            names.setdefault(name, glyph)
    return names
