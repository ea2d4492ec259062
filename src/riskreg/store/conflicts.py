"""The copies that a sync client lays beside a file that was changed in two places, known by their names."""

from __future__ import annotations

import re
from pathlib import Path

# How the common clients call the copy of "namnden.riskreg".  Many speak the language of their user, so what
# stands between brackets is told by its date or its words.
_NAMES = (
    # Dropbox: "namnden (Annas dator's conflicted copy 2026-11-24).riskreg"
    # Nextcloud and ownCloud: "namnden (conflicted copy 2026-11-24 140312).riskreg"
    r"{stem} \([^()]*\b\d{{4}}-\d\d-\d\d\b[^()]*\)( \(\d+\))?{suffix}",
    r"{stem} \([^()]*(conflict|konflikt)[^()]*\){suffix}",
    r"{stem}_conflict-\d{{8}}-\d{{6}}{suffix}",
    # OneDrive: "namnden-ANNAS-DATOR.riskreg", then "namnden-ANNAS-DATOR-2.riskreg"
    r"{stem}-[^ ]+{suffix}",
    # Syncthing: "namnden.sync-conflict-20261124-140312-ABCDEFG.riskreg"
    r"{stem}\.sync-conflict-\d{{8}}-\d{{6}}-[A-Z0-9]+{suffix}",
)


def beside(path: Path) -> tuple[Path, ...]:
    """The files beside the register whose names say that they are conflict copies of it."""
    names = [
        re.compile(name.format(stem=re.escape(path.stem), suffix=re.escape(path.suffix)), re.IGNORECASE)
        for name in _NAMES
    ]
    try:
        found = sorted(path.parent.iterdir())
    except OSError:  # the folder is gone, or may not be listed
        return ()
    return tuple(p for p in found if p != path and any(name.fullmatch(p.name) for name in names))
