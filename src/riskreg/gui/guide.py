"""Getting started, and what the program is."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from riskreg import __version__
from riskreg.gui import look
from riskreg.texts import N_, Texts

_STEPS = (
    N_("Write down the goals, and the indicators that measure them."),
    N_("Record each risk as a control point: Ctrl+N, write, and choose its likelihood and consequence."),
    N_("Decide what is done about it, and state the reason in the analysis."),
    N_("Link the control point to the goals that it guards."),
    N_("Look under Overview at what is unfinished, and print the plan under Documents."),
    N_("When the year is over, copy the plan to a new year under Plan."),
)
_SAFE = N_("Everything is saved as you type. Ctrl+Z takes back any step, also after a restart.")


def show_guide(parent: QWidget, _: Texts) -> None:
    """The few things that one has to know."""
    items = "".join(f"<li style='margin-bottom:6px'>{_(step)}</li>" for step in _STEPS)
    _show(parent, _, _("Getting started"), f"<ol>{items}</ol><p>{_(_SAFE)}</p>")


def show_about(parent: QWidget, _: Texts) -> None:
    """Version and licences."""
    lines = (
        _("riskreg {version}: a register for internal control and risk.", version=__version__),
        _("Free software under the MIT licence. Fonts: Source Sans, SIL Open Font License."),
        f"Qt {qVersion()}, Python {platform.python_version()}",
    )
    _show(parent, _, _("About riskreg"), "".join(f"<p>{line}</p>" for line in lines))


def _show(parent: QWidget, _: Texts, title: str, html: str) -> None:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(480)
    text = QLabel(html)
    text.setTextFormat(Qt.TextFormat.RichText)
    text.setWordWrap(True)
    buttons = QDialogButtonBox()
    buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(look.MARGIN, look.MARGIN, look.MARGIN, look.MARGIN)
    layout.addWidget(text)
    layout.addWidget(buttons)
    dialog.exec()
