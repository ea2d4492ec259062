"""Tool tips that show a user's text as it stands."""

from __future__ import annotations

import html


def plain(text: str) -> str:
    """The text for a tool tip, which would otherwise take `<b>` in it for markup."""
    return f"<p style='white-space: pre-wrap'>{html.escape(text)}</p>" if text else ""
