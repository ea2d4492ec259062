"""What the commands of the command line do that are about editions."""

from __future__ import annotations

import argparse
import datetime
import sys

from riskreg.commands import DONE, back_up_first, opened
from riskreg.files import read_whole
from riskreg.texts import N_, Texts


def adopt(given: argparse.Namespace, _: Texts) -> int:
    """Make a plan, or its mandatory control points alone, the edition that a meeting decided."""
    from riskreg.adopting import adopt as adopt_proposal
    from riskreg.adopting import propose
    from riskreg.domain.edition import Adoption, findings_before, hinders
    from riskreg.domain.scales import Scope

    with opened(given.file) as register:
        year = register.year(given.year or register.newest_year)
        adoption = Adoption(
            meeting=given.date,
            paragraph=given.paragraph,
            case_number=given.case or year.plan.case_number,
            comment=given.comment,
            role=given.role,
            name=given.name,
            scope=Scope.MANDATORY if given.mandatory else Scope.PLAN,
        )
        proposal = propose(year, adoption)
        back_up_first(register, _)
        edition = adopt_proposal(register, proposal)
    for finding in findings_before(year, adoption.scope):
        if not hinders(finding):
            print(f"{finding.number}: {finding.say(_)}", file=sys.stderr)
    print(
        _(
            N_("Edition {number} for {year} ({what}) is adopted. Its fingerprint is {fingerprint}."),
            number=edition.number,
            year=year.plan.year,
            what=_(edition.scope.label),
            fingerprint=edition.fingerprint,
        )
    )
    return DONE


def next_edition(given: argparse.Namespace, _: Texts) -> int:
    """Open an adopted plan for changes."""
    from riskreg.adopting import start_next_edition

    with opened(given.file) as register:
        year = given.year or register.newest_year
        number = start_next_edition(register, year, datetime.date.today())
    print(_(N_("The plan for {year} is now a draft of edition {number}."), year=year, number=number))
    return DONE


def verify(given: argparse.Namespace, _: Texts) -> int:
    """Say which edition a PDF is."""
    from riskreg.verifying import LARGEST, verify

    pdf = read_whole(given.pdf, LARGEST)
    with opened(given.file, for_reading=True) as register:
        print(verify(map(register.year, register.years), pdf).say(_))
    return DONE
