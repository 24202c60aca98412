"""Short names and what they are short for; a small table, of names that are plainly one's."""

from typing import Final

_GROUPS: Final = """
abigail abby gail; abraham abe; agnieszka aga; alexander aleksander alejandro alessandro alex
sasha; alexandra aleksandra alex sandra sasha; alfred fred alfie; andrew andy drew; andreas andi
andy; anastasia nastya stacy; anna anya ania anne annie ann; anthony tony antonio toni; barbara
barb babs; benjamin ben benny; caroline carolina caro carrie; catherine katherine katharina
kathryn cathy kate katie kathy kat katja; charles charlie chuck carl; christian chris; christine
christina chris tina; christopher chris kit topher; daniel dan danny; david dave davey; deborah
debbie deb; dmitri dmitry dima; dorothy dot dolly; edward ed eddie ted ned; ekaterina yekaterina
katya; elizabeth elisabeth beth betty eliza liz lizzie lisa elsa; emily emmy; evgeny eugene
zhenya gene; francisco paco pancho; franziska franzi; friedrich fritz fred; gabriel gabe;
gabriela gaby gabi; gerald gerry jerry; gregory greg; heinrich heinz; helena helen ellen lena;
henry harry hank; ignacio nacho; isabella isabel bella izzy; jacob jakob jake; james jim jimmy
jamie; jennifer jen jenny; jessica jess jessie; johannes hannes hans johann; john jack johnny;
jonathan johnathan jon; joseph joe joey jose josef pepe; joshua josh; judith judy; katarzyna
kasia; kenneth ken kenny; konstantin kostya; lawrence laurence larry; leonard leo len lenny;
lewis louis lou; magdalena magda lena; malgorzata gosia; manuel manu; margaret margarethe maggie
meg peggy greta; maria marie mary masha; martin marty; matthew matthias matt; maximilian max;
maxim max; michael michel mikhail mike mick mikey misha; mohammed muhammad mohamed mo; natalia
natasha; nicholas nicolas nikolaus nick nico klaus; nikolai kolya; olga olya; pamela pam;
patricia pat patty tricia; patrick pat paddy; pavel pasha; peter pete; philip phillip phil;
rafael rafa; raymond ray; rebecca becky becca; richard rick dick ricky rich; robert rob bob
bobby robbie; roberto beto; ronald ron ronnie; rosemary rosie; samantha sam; samuel sam sammy;
sebastian seb basti; sergei sergey seryozha; sophia sofia sonya sophie; stephen steven stefan
steve; susan suzanne susanne sue suzie susi; svetlana sveta; tatiana tanya; terence terry;
theodore theo ted teddy; theresa terry tess; thomas tom tommy; timothy tim; tobias tobi toby;
victor viktor vic; victoria vicky vic; vladimir vova volodya; walter walt wally; wilhelm willi;
william bill billy will willy liam; wolfgang wolf; zachary zack
"""


def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for group in map(str.split, _GROUPS.split(";")):
        for name in group:
            table.setdefault(name, set()).add(group[0])
    return {name: frozenset(formal) for name, formal in table.items()}


_FORMAL: Final = _table()


def formal(first: str) -> frozenset[str]:
    """What *first*, folded, may be short for; itself, when it is not in the table."""
    return _FORMAL.get(first, frozenset({first}))


def forms(of: str) -> frozenset[str]:
    """Every form of a name in full."""
    return frozenset(name for name, full in _FORMAL.items() if of in full)
