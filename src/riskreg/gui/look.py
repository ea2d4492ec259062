"""How things look: one accent, the colours of the bands, tinted icons, spacing.  Follows light and dark."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from riskreg import paths
from riskreg.domain.year import Year

GAP = 8  # between things that belong together
MARGIN = 16  # around a page or a group

# Background and text of the risk bands from the lowest to the highest, light and dark.  Lightness falls
# steadily, so that the order shows in greyscale as well.
_BANDS_LIGHT = (
    ("#e3f0e4", "#1e4d25"),
    ("#fbf0bf", "#554300"),
    ("#f7c998", "#5a2c00"),
    ("#c8413b", "#ffffff"),
)
_BANDS_DARK = (("#24402a", "#cdebd2"), ("#4d4313", "#f6e9a8"), ("#70401a", "#ffdcb8"), ("#b33a35", "#ffffff"))
_ACCENT = {False: "#1f5f8b", True: "#6db3e0"}


def is_dark() -> bool:
    """Whether the window is dark on the user's system."""
    palette = QGuiApplication.palette()
    window, text = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
    return window.lightness() < text.lightness()


def accent() -> QColor:
    """The one accent colour."""
    return QColor(_ACCENT[is_dark()])


def quiet() -> QColor:
    """Text that steps back: labels, hints.  Readable on the window's background (contrast over 4.5)."""
    return QColor("#a9b0b8" if is_dark() else "#59626c")


def rule() -> QColor:
    """Thin lines between things."""
    return QColor("#3c434b" if is_dark() else "#d5dae0")


def warning_colours() -> tuple[QColor, QColor]:
    """Background and text of a message about trouble."""
    return (QColor("#4d4313"), QColor("#f6e9a8")) if is_dark() else (QColor("#fbf0bf"), QColor("#4a3b00"))


def calm() -> QColor:
    """Background of a message that asks for nothing."""
    return QColor("#253440" if is_dark() else "#e6eff6")


def keep_readable(widget: QWidget) -> None:
    """Let what is disabled in a widget step back only so far that it can still be read."""
    palette = widget.palette()
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, quiet())
    if palette != widget.palette():
        widget.setPalette(palette)


def late() -> QColor:
    """What is late, beside a word that says so."""
    return QColor("#f08a83" if is_dark() else "#b3322c")


def band_colours(year: Year, value: int | None) -> tuple[QColor, QColor]:
    """Background and text of the band that a risk value lies in."""
    band = year.band(value)
    if band is None:
        return QColor("#3a4047" if is_dark() else "#eceff2"), quiet()
    colours = _BANDS_DARK if is_dark() else _BANDS_LIGHT
    rank, count = year.bands.index(band), len(year.bands)
    place = round(rank * (len(colours) - 1) / (count - 1)) if count > 1 else 0
    background, text = colours[place]
    return QColor(background), QColor(text)


def icon(name: str) -> QIcon:
    """An icon of ours in the colour of the window's text, paler where disabled, clear where selected."""
    palette = QGuiApplication.palette()
    text = palette.color(QPalette.ColorRole.WindowText).name()
    selected = palette.color(QPalette.ColorRole.HighlightedText).name()
    return _icon(name, text, quiet().name(), selected)


@cache
def _icon(name: str, colour: str, disabled: str, selected: str) -> QIcon:
    source = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    made = QIcon()
    for mode, ink, opacity in (
        (QIcon.Mode.Normal, colour, 1.0),
        (QIcon.Mode.Disabled, disabled, 0.5),
        (QIcon.Mode.Selected, selected, 1.0),
    ):
        drawing = _tinted(source, ink)
        for size in (24, 48):  # the latter for screens of double density
            made.addPixmap(_drawn(drawing, size, opacity), mode)
    return made


def _tinted(source: str, colour: str) -> QSvgRenderer:
    for ink in ("#000000", "#000", "currentColor"):
        source = source.replace(f'"{ink}"', f'"{colour}"')
    return QSvgRenderer(QByteArray(source.encode()))


def _drawn(drawing: QSvgRenderer, size: int, opacity: float) -> QPixmap:
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(opacity)
    drawing.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def app_icon() -> QIcon:
    """The program's icon, in its own colours."""
    return QIcon(str(paths.resources() / "icons" / "riskreg.svg"))
