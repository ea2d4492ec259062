"""Which edition a PDF is, and whether it is untouched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from riskreg.adopting import print_of
from riskreg.domain.edition import edition_in_force
from riskreg.domain.records import Edition
from riskreg.domain.year import Year
from riskreg.faults import Marked, Trouble
from riskreg.paper import proof
from riskreg.paper.proof import Comparison, Likeness
from riskreg.texts import N_, Texts

LARGEST = 200_000_000  # bytes of a PDF that is looked at


@dataclass(frozen=True, slots=True)
class Verdict:
    """The edition that a PDF is, untouched, signed or with pages added."""

    year: int
    edition: Edition
    comparison: Comparison
    is_in_force: bool

    def say(self, _: Texts) -> str:
        """The verdict in a few sentences."""
        found, edition = self.comparison, self.edition
        said = _(
            _VERDICTS[found.likeness],
            number=edition.number,
            year=self.year,
            what=_(edition.scope.label),
            signatures=_.n("{count} signature", "{count} signatures", found.signatures),
            pages=_.n("{count} page", "{count} pages", found.added_pages),
        )
        decided = _(
            N_("Decided {meeting}, {paragraph}."), meeting=edition.meeting, paragraph=edition.paragraph
        )
        told = [said, decided]
        if found.likeness is Likeness.SIGNED:
            told.append(_(N_("Whose signatures they are, and whether they hold, a PDF reader tells.")))
        if not self.is_in_force:
            told.append(_(N_("A later edition has been started or adopted since.")))
        return " ".join(told)


_VERDICTS = {
    Likeness.SAME: N_("This is edition {number} for {year} ({what}), untouched."),
    Likeness.SIGNED: N_(
        "This is a signed copy of edition {number} for {year} ({what}): {signatures}; "
        "every page of ours is untouched."
    ),
    Likeness.ADDED_TO: N_(
        "This is a copy of edition {number} for {year} ({what}) with {pages} added after it; "
        "every page of ours is untouched."
    ),
}


def verify(years: Iterable[Year], pdf: bytes) -> Verdict:
    """Which edition of these years a PDF is.  Trouble when it is none of them, or was changed.

    Takes a while with many editions; any thread may call it.
    """
    found = max(
        (
            (proof.compared(pdf, print_of(edition)), year, edition)
            for year in years
            for edition in (*year.editions, *year.mandatory_editions)
        ),
        key=lambda each: (each[0].likeness, each[0].closeness),
        default=None,
    )
    if found is None or found[0].likeness is Likeness.NONE:
        raise Trouble(_strangeness(pdf))
    comparison, year, edition = found
    if comparison.likeness is Likeness.CHANGED:
        raise _changed(comparison, year, edition)
    in_force = edition_in_force(year, edition.scope)
    return Verdict(year.plan.year or 0, edition, comparison, in_force == edition)


def _strangeness(pdf: bytes) -> str:
    if not proof.is_pdf(pdf):
        return N_("This is no PDF that can be read. Choose the file that was printed or signed.")
    if proof.is_from_here(pdf):
        return N_(
            "This PDF was printed by riskreg, but it is no adopted edition of this register: it is a draft, "
            "another document, or another register's. Compare with: riskreg print --edition"
        )
    return N_(
        "This PDF was not printed from this register. Choose another PDF, or open the register that it is of."
    )


def _changed(comparison: Comparison, year: Year, edition: Edition) -> Trouble:
    if not comparison.is_readable:
        sentence = _UNREADABLE
    elif comparison.changed_pages:
        sentence = _PAGES
    else:
        sentence = _FILE
    return Trouble(
        sentence,
        number=edition.number,
        year=year.plan.year,
        what=Marked(edition.scope.label),
        pages=_listed(comparison.changed_pages),
    )


_PAGES = N_(
    "This was edition {number} for {year} ({what}) but has been changed. Not as decided: page {pages}. "
    "Print the edition anew: riskreg print --edition {number}"
)
_FILE = N_(
    "This was edition {number} for {year} ({what}) but has been changed: its pages look as they were "
    "decided, the rest of the file is another. Print the edition anew: riskreg print --edition {number}"
)
_UNREADABLE = N_(
    "This was edition {number} for {year} ({what}) but has been changed or damaged, and cannot be read. "
    "Print the edition anew: riskreg print --edition {number}"
)
_MOST_NAMED = 8


def _listed(pages: tuple[int, ...]) -> str:
    return ", ".join(map(str, pages[:_MOST_NAMED])) + (" …" if len(pages) > _MOST_NAMED else "")
