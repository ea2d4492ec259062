"""A PDF onto a printer, page by page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter

from riskreg.faults import Trouble
from riskreg.gui.background import Cancelled, Progress
from riskreg.texts import N_

FINEST = 600  # dots per inch: more cannot be seen, and a page at 1,200 takes half a gigabyte


def print_pages(pdf: bytes, printer: QPrinter, progress: Progress) -> None:
    """Print the pages that the printer was asked for, each at its own size.  Fit to run in a thread."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    order = pages_wanted(printer, document.pageCount())
    printer.setFullPage(True)  # the pages have margins of their own
    painter = QPainter()
    try:
        for done, page in enumerate(order):
            progress.report(done, len(order))
            size = document.pagePointSize(page)
            printer.setPageOrientation(_orientation(size))
            if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
                raise Trouble(N_("The printer does not answer. Check that it is on, then print again."))
            _paint(document, page, size, printer, painter)
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()
        document.close()


def pages_wanted(printer: QPrinter, count: int) -> Sequence[int]:
    """The pages in the order in which they are to come out, from 0."""
    pages = list(range(count))
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
        pages = pages[printer.fromPage() - 1 : printer.toPage() or count]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return pages * copies


def _orientation(size: QSizeF) -> QPageLayout.Orientation:
    wide = size.width() > size.height()
    return QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait


def _paint(document: QPdfDocument, page: int, size: QSizeF, printer: QPrinter, painter: QPainter) -> None:
    """One page at its own size in the middle of the sheet, smaller only where the sheet is."""
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    natural = size * (printer.resolution() / 72)
    shown = natural
    if natural.width() > sheet.width() + 1 or natural.height() > sheet.height() + 1:
        shown = natural.scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF((sheet.width() - shown.width()) / 2, (sheet.height() - shown.height()) / 2, 0, 0)
    place.setSize(shown)
    pixels = shown * min(1.0, FINEST / printer.resolution())
    image = document.render(
        page, pixels.toSize(), QPdfDocumentRenderOptions(), fillColor=Qt.GlobalColor.white
    )
    painter.drawImage(place, image)
