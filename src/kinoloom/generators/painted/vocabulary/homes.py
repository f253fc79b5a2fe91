"""Where a subject is at home when the prompt names no place."""

from __future__ import annotations

from kinoloom.generators.painted.vocabulary.things import OBJECTS


def _by_noun(homes: dict[str, str]) -> dict[str, str]:
    return {noun.strip(): setting for setting, nouns in homes.items() for noun in nouns.split(",")}


SMALL_THINGS = frozenset(
    meanings.split(";")[0].removeprefix("noun ") for meanings, _ in OBJECTS
) - {"water droplet", "umbrella", "chair", "sofa", "flag", "shell", "ball", "basketball"}
"""What stands on a table, or is sold: with "ad" or "product" it is shown in a studio."""

FIRM: dict[str, str] = _by_noun(
    {
        "underwater": "whale, orca, shark, manta ray, octopus, squid, jellyfish, seahorse, fish, "
        "sea turtle, diver, mermaid, submarine, blowfish, dolphin",
        "coral": "tropical fish, starfish",
        "ocean": "ship, sailboat, boat, speedboat, surfer, sailor, pirate, ferry",
        "beach": "seagull, crab, shell, lighthouse, sandcastle, surfboard, seal",
        "river": "bridge, wooden bridge, rope bridge, canoe, fisherman, otter, swan, duck",
        "desert": "camel, cactus, cowboy, scorpion",
        "mars": "rover",
        "space": "spaceship, satellite, ringed planet",
        "snow_peaks": "penguin, polar bear, skier, snowboarder, yak, snow leopard, mammoth",
        "jungle": "tiger, gorilla, monkey, parrot, toucan, T-Rex, sauropod, crocodile, orangutan, "
        "frog, sloth, snake",
        "meadow": "elephant, lion, giraffe, zebra, rhino, hippo, rhinoceros, hippopotamus, "
        "leopard, butterfly, bee, sunflower, hot air balloon, ladybug, rabbit, horse, "
        "shepherd, unicorn, kangaroo, honeybee, dragonfly, kite, tree, bison, goat",
        "farm": "farmer, tractor, cow, sheep, pig, chicken, rooster, windmill, scarecrow, "
        "donkey, turkey, llama, alpaca, goose",
        "forest": "deer, fox, bear, wolf, owl, mushroom, hedgehog, panda, red panda, moose, "
        "squirrel, raccoon, fairy, elf, boar, archer, tent",
        "mountains": "eagle, hiker, airplane, hummingbird, helicopter",
        "castle": "knight, princess, prince, king, queen, dragon, wizard, phoenix, vampire",
        "village": "samurai, geisha, monk, nun, ninja, warrior, house, hut, blacksmith",
        "stage": "ballerina, singer, musician, guitarist, pianist, violinist, drummer, "
        "saxophonist, actor, dancer, microphone, piano, boxer, drum",
        "highway": "motorcyclist, jeep, sport utility vehicle, truck, motorcycle, racing car, "
        "pickup truck",
        "street": "delivery rider, food stall, street lamp, car, taxi, bus, police car, tram, "
        "scooter, rickshaw, police officer, skateboarder, firefighter, fire engine, "
        "ambulance",
        "interior": "chef, baker, barista, waiter, doctor, nurse, scientist, teacher, student, "
        "artist, potter, sofa, chair, Christmas tree, grandmother, grandfather",
        "night_sky": "meteor",
        "park": "ferris wheel, carousel horse, roller coaster, fountain, snowman",
        "studio": "model",
    }
)
"""Nouns that say where they are."""

OF_THE_DEEP = frozenset(noun for noun, home in FIRM.items() if home in ("underwater", "coral")) - {
    "whale",
    "orca",
    "dolphin",
    "submarine",
    "diver",
    "mermaid",
}
"""Who is not seen from above the water."""

SOFT: dict[str, str] = _by_noun(
    {
        "street": "person, man, woman, boy, girl, child, robot, superhero, cyclist, bicycle, "
        "runner, detective, photographer, worker, zombie, traveler, bride, soldier, "
        "pilot, rat",
        "interior": "cat, mouse, ghost",
        "desert": "rider",
        "park": "dog, dove, pigeon, bench, peacock, balloon, ice skater, ball",
        "mars": "astronaut, alien",
        "mountains": "rainbow, moon",
        "night_sky": "flying saucer",
        "space": "rocket",
        "meadow": "train, bullet train, flower, bird, crow, turtle",
        "stage": "basketball",
        "forest": "water droplet, snail, spider",
    }
)
"""Nouns that are usually there, unless the weather or a faint hint says otherwise."""

HIGH_UP = frozenset(("float", "fly"))
"""What an astronaut does in space, not on a planet."""
