"""One plain sentence for answers that have none of their own."""

from typing import Any

from services.cli.spoken import counted

Page = dict[str, Any]


def found(letters: str, page: Page) -> str:
    """Ann Lee may be meant by ann."""
    names = [one["name"] for one in page["found"]]
    return (
        f"{_listed(names)} may be meant by {letters}." if names else f"Nothing is called {letters}."
    )


def person(page: Page) -> str:
    """Ben Ito: biotech; Chemist at Globex."""
    jobs = [_job(one) for one in page["employments"] if one["current"]]
    about = [page["headline"] or page["field"], *jobs, page["place"]]
    told = "; ".join(one for one in about if one)
    return (
        f"{page['name']}: {told}." if told else f"Nothing but the name of {page['name']} is known."
    )


def sheet(page: Page) -> str:
    """You want to get into Globex and Initech."""
    names = [one["company"]["name"] for one in page["targets"]]
    if not names:
        return "No company is on your sheet yet."
    return f"You want to get into {_listed(names)}."


def sheet_for(page: Page) -> str:
    """Bob Stone's list, for Ann: 2 lines, not shown to anybody yet."""
    return f"{page['title']}: {counted(len(page['lines']), 'line')}, not shown to anybody yet."


def news(page: Page) -> str:
    """How many there are, and whether more follow."""
    more = f" More follow after {page['next']}." if page["next"] else ""
    if not page["news"]:
        return f"Nothing is new of your targets.{more}"
    told = counted(len(page["news"]), "thing is", "things are")
    return f"{told} new of your targets.{more}"


def _job(one: Page) -> str:
    name: str = one["company"]["name"]
    return f"{one['title']} at {name}" if one["title"] else f"at {name}"


def _listed(names: list[str]) -> str:
    """Ann, Ben and Cy."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
