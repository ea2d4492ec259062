"""What the command of the command line does that copies a year to another."""

from __future__ import annotations

import argparse

from riskreg.commands import DONE, back_up_first, opened
from riskreg.texts import N_, Texts


def copy_year(given: argparse.Namespace, _: Texts) -> int:
    """Carry a year's plan forward, or tell what that would do."""
    from riskreg.domain.carrying import Choices
    from riskreg.domain.carrying_said import counted, preview, remarks
    from riskreg.keeping import copy_forward, plan_copy, year_before

    choices = {
        "keep_decisions": given.keep_decisions,
        "dismissed": given.dismissed,
        "undertakings": not given.no_undertakings,
        "events": not given.no_events,
        "removed": given.removed,
    }
    with opened(given.file, for_reading=given.preview) as register:
        old = given.from_year or year_before(register, given.to)
        if given.preview:
            print("\n".join(preview(plan_copy(register, old, given.to, Choices(**choices)), _)))
            return DONE
        back_up_first(register, _)
        carrying = copy_forward(register, old, given.to, **choices)
    print("\n".join(remarks(carrying, _)))
    if carrying.count:
        print(_(N_("The plan for {old} is carried forward to {new}."), old=old, new=given.to))
        print(counted(carrying, _))
    return DONE
