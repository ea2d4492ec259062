"""What the commands of the command line do that carry a year through: following up, changes, closing."""

from __future__ import annotations

import argparse
import datetime

from riskreg.commands import DONE, opened
from riskreg.texts import N_, Texts, texts


def follow_up(given: argparse.Namespace, _: Texts) -> int:
    """List the report periods and the actions with what is late, or make the periods."""
    from riskreg.domain.follow_up import refuse_without_periods
    from riskreg.following import follow_up_told, make_periods

    with opened(given.file, for_reading=not given.make_periods) as register:
        year = given.year or register.newest_year
        if given.make_periods:
            make_periods(register, year, texts(register.year(year).organisation.language))
        refuse_without_periods(register.year(year))
        print("\n".join(follow_up_told(register.year(year), datetime.date.today(), _)))
    return DONE


def close(given: argparse.Namespace, _: Texts) -> int:
    """Close a year, or open it again."""
    from riskreg.following import close_year, reopen_year, said_of_closed

    with opened(given.file) as register:
        year = register.year(given.year or register.newest_year)
        (reopen_year if given.reopen else close_year)(register, year)
        if given.reopen:
            print(_(N_("The year {year} is open again."), year=year.plan.year))
        else:
            print(said_of_closed(register.year(year.plan.year or 0), _))
    return DONE


def lift(given: argparse.Namespace, _: Texts) -> int:
    """Make a risk of an assessment before a change a control point as well."""
    from riskreg.domain.assessing import assessment_numbered, risk_numbered
    from riskreg.following import LIFTED, lift_risk

    with opened(given.file) as register:
        year = register.year(given.year or register.newest_year)
        risk = risk_numbered(year, assessment_numbered(year, given.number), given.risk)
        number = lift_risk(register, year, risk)
    print(_(LIFTED, number=number))
    return DONE
