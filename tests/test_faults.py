"""Known trouble and bugs: two kinds of error."""

from __future__ import annotations

from riskreg import __version__
from riskreg.faults import Marked, Trouble, report
from riskreg.texts import N_, Texts, texts

SENTENCE = N_("“{field}” must not be empty. Write something in it.")


def test_trouble_is_said_in_the_language_of_who_reads_it(en: Texts, sv: Texts) -> None:
    trouble = Trouble(SENTENCE, field=Marked("Control point"))
    assert trouble.say(en) == str(trouble) == "“Control point” must not be empty. Write something in it."
    assert sv("Control point") in trouble.say(sv)


def test_a_value_is_never_taken_for_a_text_of_ours_nor_for_a_pattern(sv: Texts) -> None:
    trouble = Trouble(SENTENCE, field="Control point {field} %s")
    assert "Control point {field} %s" in trouble.say(sv)


def test_a_report_says_where_and_what_but_not_what_the_register_holds() -> None:
    secret = "Utredning om jäv"
    try:
        raise ValueError(secret)
    except ValueError as error:
        told = report(error)
    assert secret not in told
    assert str(__file__).rsplit("/", 1)[0] not in told
    for part in (__version__, "ValueError", "test_faults.py", "test_a_report_says"):
        assert part in told


def test_an_unknown_language_gets_the_default_one() -> None:
    assert texts("fi").language == "sv"
