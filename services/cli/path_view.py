"""A path answer on the screen: the sentence, the people one below the other, the numbers."""

from typing import Any

from rich.console import Console
from rich.text import Text

from services.cli.spoken import ago, counted, day, percent

_MARKS = {"asker": ("●", "cyan"), "contact": ("●", "default"), "insider": ("◆", "green")}
_WORDS = {"neighbor": "neighbour", "co-worker": "colleague", "co-resident": "flatmate"}


def show_answer(console: Console, answer: dict[str, Any]) -> None:
    """Print a whole answer."""
    console.print(Text(answer["sentence"], style="bold"))
    paths = answer["paths"] or answer["one_coffee_away"]
    for number, path in enumerate(paths, start=1):
        console.print()
        if len(paths) > 1:
            console.print(Text(f"{number}. {path['sentence']}"))
            console.print()
        for line in path_view(path, answer, soft=not answer["paths"]):
            console.print(line)
    if warning := answer.get("warning"):
        console.print()
        console.print(Text(f"Mind: {warning['text']}", style="yellow"))
    for remark in _remarks(answer):
        console.print()
        console.print(Text(remark, style="dim"))


def path_view(path: dict[str, Any], answer: dict[str, Any], *, soft: bool = False) -> list[Text]:
    """The lines of one path, the asker on top; a *soft* one's first tie has yet to be made good."""
    lines: list[Text] = []
    for number, person in enumerate(path["people"]):
        lines.append(_person(person, path, answer))
        if number < len(path["ties"]):
            lines.append(_tie(path["ties"][number], answer["now"], dotted=soft and number == 0))
    return [Text("  ") + line for line in (*lines, Text(), _numbers(path))]


def _person(person: dict[str, Any], path: dict[str, Any], answer: dict[str, Any]) -> Text:
    last = person["id"] == path["people"][-1]["id"]
    mark, color = _MARKS["insider" if last else person["role"]]
    line = Text.assemble((mark, color), "  ", (person["name"] or person["ref"], "bold"))
    if person["id"] == path["people"][0]["id"]:
        line.append(" (you)", style="cyan")
    if last:
        line.append(_work(path.get("insider") or {}, answer))
    return line


def _work(insider: dict[str, Any], answer: dict[str, Any]) -> Text:
    company = (answer["to"] or {}).get("name") or (answer["to"] or {}).get("ref") or ""
    line = Text.assemble(", at ", (company, "green"))
    if insider.get("former"):
        line.append(" until lately", style="dim")
    if insider.get("title"):
        line.append(f", {insider['title']}", style="dim")
    if insider.get("since") and insider.get("title"):
        line.append(f" since {day(insider['since'])}", style="dim")
    return line


def _tie(tie: dict[str, Any], now: str, *, dotted: bool) -> Text:
    said = [*dict.fromkeys(_WORDS.get(word, word) for word in tie["relations"]), tie["words"]]
    if tie["last_contact"]:
        said.append(f"last contact {ago(tie['last_contact'], now)}")
    line = Text.assemble(("┊" if dotted else "│", "dim"), "  ", (" · ".join(said), "dim"))
    if tie.get("weakest"):
        line.append("  ← the weakest link", style="yellow")
    return line


def _numbers(path: dict[str, Any]) -> Text:
    sure = " x ".join(percent(tie["sure"]) for tie in path["ties"])
    hops = counted(path["hops"], "hop")
    chance = f", {percent(path['chance'])} likely to carry" if path["ties"] else ""
    product = f" ({sure})" if len(path["ties"]) > 1 else ""
    return Text(f"{hops}{chance}{product}", style="dim")


def _remarks(answer: dict[str, Any]) -> list[str]:
    lines = []
    if then := answer.get("as_of"):
        lines.append(f"As it stood on {day(then)}, under the names of today.")
    refused = answer.get("no_path")
    if refused and refused["text"] not in answer["sentence"]:
        lines.append(refused["text"])
    if refused and refused.get("remedy") and refused["remedy"] not in answer["sentence"]:
        lines.append(refused["remedy"])
    if answer.get("cut"):
        lines.append("The search was cut short; there may be better ways. Try fewer hops.")
    return lines
