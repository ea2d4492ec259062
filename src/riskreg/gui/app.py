"""Starting the window: paint first, import the store and open the register after."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from riskreg.faults import Trouble
from riskreg.texts import LANGUAGES, N_, Texts, system_language, texts

# What Qt wants of a Debian or Ubuntu screen; without one of them it ends the process without a word.
_SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
_MISSING = N_(
    "The system lacks {packages}, which the window needs. Install it with: sudo apt install {packages}"
)
_BROKEN = N_("Qt, which draws the window, cannot be loaded: {reason}. See “Set-up” in the README.")


def run(path: Path | None) -> int:
    """Show the window, on a register where one is given, until it is closed.  The exit status."""
    _look_for_a_screen()
    try:
        from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        raise Trouble(_BROKEN, reason=error) from error
    from riskreg.gui import crash, look
    from riskreg.gui.window import MainWindow
    from riskreg.settings import Settings

    app = QApplication(sys.argv[:1])
    app.setApplicationName("riskreg")
    app.setApplicationDisplayName("riskreg")
    app.setDesktopFileName("riskreg")
    app.setWindowIcon(look.app_icon())
    settings = Settings()
    language = _language(settings.get("language"), QLocale.system().name())
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language.language}", folder):
        app.installTranslator(translator)
    crash.watch(language)
    first = path or next((p for p in settings.recent[:1] if p.exists()), None)
    if first and _is_open_elsewhere(first):
        return 0
    window = MainWindow(settings, language)
    if first is None:
        window.begin(None)
    else:
        window.painted.connect(lambda: window.begin(first), Qt.ConnectionType.SingleShotConnection)
    window.show()
    return app.exec()


def _is_open_elsewhere(path: Path) -> bool:
    """Whether another window has the register, which is in front of all others now."""
    from riskreg.store.lock import lock_file

    if not lock_file(path).exists():  # so that start-up need not wait for what follows
        return False
    from riskreg.gui.one_window import raise_other

    return raise_other(path)


def _language(chosen: object, system: str) -> Texts:
    """The language that the user chose, or the system's where we have it, or English."""
    if isinstance(chosen, str) and chosen in LANGUAGES:
        return texts(chosen)
    if system in ("C", ""):
        return texts(system_language())
    return texts(system[:2] if system[:2] in LANGUAGES else "en")


def _look_for_a_screen() -> None:
    """Raise Trouble where Qt would end the process without a sentence."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise Trouble(
            N_(
                "There is no screen here to open a window on. Start riskreg on a desktop, "
                "or use its commands: riskreg --help"
            )
        )
    import ctypes

    missing = []
    for library, package in _SCREEN_LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    if missing and not os.environ.get("WAYLAND_DISPLAY"):
        raise Trouble(_MISSING, packages=" ".join(missing))
