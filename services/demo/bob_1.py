"""Bob 1 is friendly, never misses an evening, and mentions that he is looking.

He would love to get into Globex, and tells nobody. He writes "lovely to meet you", and that
is that.
"""

from random import Random

from services.demo.diary import Diary
from services.demo.world import BOB_1, GLOBEX, Resident, World

PLEASANTRIES = (
    "Lovely to meet you!",
    "Great talking yesterday.",
    "What an evening!",
    "Keep in touch!",
)


def bob_1(diary: Diary, random: Random, world: World, evenings: list[list[Resident]]) -> None:
    """A brother, a flatmate, a dream of Globex, and pleasantries that nobody answers."""
    brother, flatmate = world.family
    diary.add(
        "relation.asserted", diary.day(360), person=BOB_1.email, related=brother.email,
        relation="sibling",
    )  # fmt: skip
    diary.add(
        "relation.asserted", diary.day(359), person=BOB_1.email, related=flatmate.email,
        relation="co-resident",
    )  # fmt: skip
    globex = world.employer(GLOBEX).domain
    diary.add("company.targeted", diary.day(350), person=BOB_1.email, company=globex)
    for week in range(52):
        diary.exchange(random, week * 7 + 2, BOB_1, random.choice(world.family))
    for number, there in enumerate(evenings):
        for person in random.sample(there, 3):
            ago = (len(evenings) - number) * 8 - 6
            note = random.choice(PLEASANTRIES)
            diary.contact(diary.day(ago, 9), "message", BOB_1, person, note=note)
