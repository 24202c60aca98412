"""What became of a file, as the terminal tells it."""

from services.cli.spoken import counted
from services.cli.terminal import Terminal
from services.imports.told import SHOWN, Outcome, kinds_in_words


def summary(here: Terminal, outcome: Outcome, name: str, title: str, *, dry: bool) -> None:
    """In a few lines."""
    said = kinds_in_words(outcome.kinds)
    here.out.print(f"{name} ({title}): {said}.", markup=False, style="bold")
    verb = "would be sent" if dry else "sent"
    here.out.print(f"{counted(outcome.new, 'event')} {verb}, {outcome.known:,} known already.")
    if not (outcome.kinds or outcome.passed or outcome.unclear):
        here.say(f"Nothing in {name} reads as {title}: see that it is one, or say another by --as.")
    if outcome.passed:
        which = "" if dry else "; --dry-run tells which"
        here.out.print(f"{outcome.passed:,} left out on purpose{which}.")
    if outcome.unclear and not dry:
        here.err.print(f"{outcome.unclear:,} not understood:")
        for one in outcome.examples:
            here.err.print(f"  {one}", markup=False)
        if outcome.unclear > len(outcome.examples):
            here.err.print(f"  and {outcome.unclear - SHOWN:,} more; --dry-run tells all")
