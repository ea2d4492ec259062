"""The toolbar: the year that is shown, its stage, and the commands that are wanted most."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QToolBar, QToolButton, QWidget

from riskreg.domain.year import Year
from riskreg.gui import look
from riskreg.texts import Texts

_LEFT = ("undo", "redo", "new_point", "copy_year")
_RIGHT = ("print_paper",)
_NAMED = ("new_point", "copy_year", "print_paper")  # the others are known by their icon


class YearBar(QToolBar):
    """Chooses the year; `year_wanted` tells which."""

    year_wanted = Signal(int)

    def __init__(self, _: Texts, actions: dict[str, QAction]) -> None:
        super().__init__(_("Year and steps"))
        self._ = _
        self.setObjectName("year-bar")
        self.setMovable(False)
        self.setIconSize(QSize(20, 20))
        self.year_box = QComboBox()
        self.year_box.setAccessibleName(_("Year"))
        self.year_box.setToolTip(_("Year"))
        self.year_box.textActivated.connect(lambda text: self.year_wanted.emit(int(text)))
        self.stage = QLabel()
        self.stage.setContentsMargins(look.GAP, 0, look.MARGIN, 0)
        self.addWidget(self.year_box)
        self.addWidget(self.stage)
        self.addActions([actions[name] for name in _LEFT])
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(room)
        self.addActions([actions[name] for name in _RIGHT])
        for name in _NAMED:
            button = self.widgetForAction(actions[name])
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def show_year(self, year: Year, years: tuple[int, ...]) -> None:
        """Show which years there are and which one is open."""
        wanted = [str(y) for y in years]
        if [self.year_box.itemText(i) for i in range(self.year_box.count())] != wanted:
            self.year_box.clear()
            self.year_box.addItems(wanted)
        self.year_box.setCurrentText(str(year.plan.year))
        stage, edition = self._(year.plan.stage.label), year.plan.edition
        if year.editions:
            stage = self._("{stage} · edition {edition}", stage=stage, edition=edition)
        self.stage.setText(stage)
