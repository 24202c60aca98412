"""People and companies named in short, as people do: ann@example.org, globex.com, Globex."""

import re
import uuid
from typing import Final

_KIND: Final = re.compile(r"(?:email|linkedin|phone|uid|described)\s*:", re.IGNORECASE)
_PHONE: Final = re.compile(r"\+[\d\s()\-./]+")
_DOMAIN: Final = re.compile(r"[^\s:/]+\.[^\s:/.]{2,}")


def person_text(text: str) -> str:
    """*text* with its kind, where it can be told: ann@example.org is email:ann@example.org."""
    text = text.strip()
    if ":" not in text and "@" in text:
        return f"email:{text}"
    if _PHONE.fullmatch(text):
        return f"phone:{text}"
    if "linkedin.com/" in text and not text.startswith("linkedin:"):
        return f"linkedin:{text}"
    return text


def names_identifier(text: str) -> bool:
    """Whether *text*, as `person_text` has it, means an identifier or an id, and not a name."""
    return bool(_KIND.match(text)) or is_id(text)


def company_text(text: str) -> str:
    """*text* with its kind: globex.com is domain:globex.com, Globex is name:Globex."""
    text = text.strip()
    if text.startswith(("domain:", "name:")):
        return text
    return f"domain:{text}" if _DOMAIN.fullmatch(text) or "//" in text else f"name:{text}"


def is_id(text: str) -> bool:
    """Whether *text* is an id that an answer has shown."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
