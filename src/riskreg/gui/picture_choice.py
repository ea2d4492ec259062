"""A picture to choose from a file, seen as it will be printed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from riskreg import paths
from riskreg.domain.pictures import unpacked
from riskreg.exchange.logo import logo_from
from riskreg.faults import Trouble
from riskreg.gui import ask, look
from riskreg.gui.notes import Remark
from riskreg.texts import N_, Texts

PICTURES = N_("Pictures (*.png *.svg)")
_SEEN = QSize(220, 64)


class PictureChoice(QWidget):
    """The picture on white, as on paper, with buttons to choose another one and to remove it."""

    chosen = Signal()

    def __init__(self, _: Texts) -> None:
        super().__init__()
        self._ = _
        self.picture = ""
        self._seen = QLabel()
        self._seen.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = QPushButton(_("Choose a picture…"))
        self.choose.clicked.connect(self._choose)
        self.remove = QPushButton(_("Remove"))
        self.remove.clicked.connect(lambda: self._take(""))
        self.remark = Remark()
        row = QHBoxLayout()
        row.setSpacing(look.GAP)
        for button in (self.choose, self.remove):
            button.setAutoDefault(False)  # Enter saves the dialog
        for widget in (self._seen, self.choose, self.remove):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.remark)
        self.setFocusProxy(self.choose)

    def show_picture(self, picture: str) -> None:
        """Show a packed picture, or none."""
        self.picture = picture
        shown = QPixmap()
        try:
            if picture:
                shown.loadFromData(unpacked(picture))
        except Trouble as damaged:
            self.remark.say(damaged.say(self._))
        self._seen.setVisible(not shown.isNull())
        self.remove.setVisible(bool(picture))
        if not shown.isNull():
            ratio = self.devicePixelRatioF()
            size = shown.size().scaled(_SEEN, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(shown.size())
            smooth = Qt.TransformationMode.SmoothTransformation
            shown = shown.scaled(size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            shown.setDevicePixelRatio(ratio)
            self._seen.setPixmap(shown)

    def _choose(self) -> None:
        title = self._("Choose a picture")
        path = ask.open_file(self, self._, title, self._(PICTURES), paths.documents_folder())
        if path is None:
            return
        try:
            self._take(logo_from(path))
        except Trouble as trouble:  # what was chosen before stays
            self.remark.say(trouble.say(self._))

    def _take(self, picture: str) -> None:
        self.remark.say("")
        self.show_picture(picture)
        self.chosen.emit()
