"""What commands need of the window, so that they need not know the window itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from riskreg.gui.message_bar import MessageBar
from riskreg.settings import Settings
from riskreg.texts import Texts

if TYPE_CHECKING:
    from riskreg.gui.opening import Way
    from riskreg.gui.session import Session


class Desk(Protocol):
    """The register that lies on it, and the way to put another there."""

    settings: Settings
    session: Session | None
    message: MessageBar

    @property
    def texts(self) -> Texts:
        """The language that the window speaks."""

    @property
    def is_lost(self) -> bool:
        """Whether nothing more can be saved in the open register's file."""

    def is_kept(self) -> bool:
        """Commit what is being typed; False when it was refused, and then the message bar says why."""

    def take(self, way: Way, path: Path | None = None) -> None:
        """Show the register that a way leads to."""

    def moved(self) -> None:
        """The open register lies elsewhere now."""
