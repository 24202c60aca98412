"""The policy of a page that is whole in itself: no network, no frame, no form (CSP Level 3)."""

import base64
import hashlib


def policy_of(style: str, script: str = "") -> str:
    """The Content-Security-Policy by which a page may use just this style and script of its own."""
    scripts = f"script-src '{_digest(script)}'; " if script else ""
    own = f"style-src '{_digest(style)}'; {scripts}"
    return f"default-src 'none'; {own}base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
