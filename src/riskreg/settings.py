"""What the program remembers for its user: language, recent registers, the layout of the window."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from riskreg import files, paths
from riskreg.faults import Trouble

RECENT = 8


class Settings:
    """Named values in one small file.  One that cannot be read counts as empty: it holds nothing of worth."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.settings_file()
        self._values: dict[str, Any] = {}
        with contextlib.suppress(OSError, ValueError):
            values = json.loads(self._path.read_text(encoding="utf-8"))
            self._values = values if isinstance(values, dict) else {}

    def get(self, name: str, default: Any = None) -> Any:
        """A value by its name."""
        return self._values.get(name, default)

    def put(self, name: str, value: Any) -> None:
        """Remember a value.  What cannot be written is forgotten at the end; no reason to stop anyone."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        with contextlib.suppress(OSError, Trouble):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(self._values, ensure_ascii=False, indent=1)
            files.write_whole(self._path, text.encode("utf-8"))

    @property
    def documents_folder(self) -> Path:
        """Where a document was saved last; the user's own documents before that."""
        last = self.get("documents_folder")
        return Path(last) if isinstance(last, str) else paths.documents_folder()

    @property
    def recent(self) -> tuple[Path, ...]:
        """The registers opened last, newest first."""
        kept = self.get("recent")
        return tuple(Path(p) for p in kept if isinstance(p, str)) if isinstance(kept, list) else ()

    def opened(self, path: Path) -> None:
        """Put a register first among the recent ones."""
        others = [str(p) for p in self.recent if p != path.absolute()]
        self.put("recent", [str(path.absolute()), *others][:RECENT])
