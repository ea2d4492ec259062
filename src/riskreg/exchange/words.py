"""What people write in a cell, and the value that it stands for."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TypeVar, cast

from riskreg.domain.checks import UNWRITABLE
from riskreg.domain.fields import Choice
from riskreg.domain.printable import unprintable
from riskreg.domain.scales import Decision, Extent, GoalKind, Origin
from riskreg.domain.wording import NOT_DECIDED, NOT_STATED
from riskreg.exchange.scale_known import says_no_score
from riskreg.exchange.vocabulary import bare
from riskreg.texts import LANGUAGES, N_, Texts, texts

C = TypeVar("C", bound=Choice)

_QUOTED, _LINE = 60, 400  # characters

# Words in use beside a choice's own text, in the languages that we meet.  To reduce, to share or to watch a
# risk is to handle it; to avoid it asks for a deed.
_WORDS: dict[Choice, str] = {
    Decision.HANDLE: """
        hanteras via internkontroll, hanteras, hantera, internkontroll, via internkontroll, minska, minskas,
        reducera, reduceras, begränsa, begränsas, minimera, dela, överföra, överförs, bevaka, bevakas,
        treat, treated, mitigate, mitigated, mitigation, reduce, reduced, reduction, control, controlled,
        manage, managed, transfer, transferred, share, insure, monitor, monitored, watch, contain, redusere,
        reduser, reduseres, reducere, reducér, reduceres, begrense, håndtere, håndteres, behandle, overføre,
        overfør, overføres, dele, overvåke, overvåge, behandeln, reduzieren, reduziert, vermindern, mindern,
        verringern, mitigieren, minimieren, übertragen, überwälzen, verlagern, transferieren, versichern,
        teilen, überwachen, beobachten, reducir, mitigar, tratar, controlar, transferir, compartir,
        monitorear, pienennä, pienennetään, vähennä, vähennetään, hallitse, hallitaan, siirrä, siirretään,
        seuraa, seurataan, réduire, traiter, transférer, partager
        """,
    Decision.ACCEPT: """
        accepteras, risk accepteras, risken accepteras, acceptera, tolerera, accept, accepted, acceptance,
        tolerate, tolerated, retain, retained, akseptere, aksepter, akseptert, aksepteres, akseptabel,
        acceptere, accepter, accepteret, accepteres, acceptabel, akzeptieren, akzeptiert, akzeptanz, tragen,
        selbst tragen, aceptar, aceptado, asumir, asumido, retener, hyväksy, hyväksytään, risk accepted,
        risk acceptance
        """,
    Decision.ACT: """
        åtgärdas, åtgärdas nu, åtgärda, åtgärdas omgående, undvik, undvika, undviks, eliminera, elimineras,
        act, avoid, avoided, avoidance, terminate, eliminate, remove, unngå, unngås, undgå, undgås,
        eliminere, vermeiden, vermieden, eliminieren, beseitigen, evitar, eliminar, vältä, vältetään,
        poista, poistetaan, éviter, supprimer
        """,
    Decision.DISMISS: """
        avförs, avfärdas, avskrivs, dismissed, rejected, reject, no risk, not a risk, verworfen, afvist,
        avvist
        """,
    Extent.ALL: """
        alla, samtliga, kontroll av alla, kontroll av samtliga, all, total, alle, samtlige, todos, kaikki,
        vollerhebung
        """,
    Extent.SAMPLE: """
        stickprov, kontroll genom stickprov, sampling, samples, stikprøve, stikprøver, stikkprøve,
        stikkprøver, stichprobe, stichproben, muestra, muestreo, otanta, pistokoe
        """,
    Extent.EITHER: "kontroll av alla eller stickprov, alla eller stickprov, alla/stickprov",
    Origin.OWN: "egen, eget, egna, nämndens egna",
    Origin.MANDATORY: "obligatorisk, obligatoriskt, gemensam, gemensamt",
    GoalKind.EFFECT: "effektmål, effektmålen",
    GoalKind.GOAL: "mål, nämndmål, verksamhetsmål",
}
STRATEGIC_DIRECTION = frozenset({"strategisk riktning", "strategisk inriktning", "strategic direction"})
INDICATOR = frozenset({"indikator", "indikatorer", "indicator", "nyckeltal"})

_UNDECIDED = frozenset({"open", "offen", "öppen", "åpen", "åben", "abierto", "undecided", "ej beslutat"})
_FIRST = re.compile(r"\s[-–—]\s|[:;,(\n]")  # what ends the first word of a cell that goes on
_FREQUENCY = re.compile(
    r"(fort)?löpande|kontinuerlig|daglig|vecko|månad|kvartal|tertial|halvår|år(lig|svis)|varje|vid behov|"
    r"\d+ gång|en gång|två gånger|ongoing|continuous|daily|weekly|monthly|quarterly|annual|yearly|every|once|"
    r"twice|laufend|kontinuierlich|täglich|wöchentlich|monatlich|quartal|vierteljähr|halbjähr|jährlich|løpende|"
    r"månedlig|kvartalsvis|halvårlig|årlig|ugentlig|ukentlig|dagligt|mensual|trimestral|semestral|anual|continu|diari|"
    r"semanal|kuukausittain|vuosittain|neljännesvuosittain|jatkuva|bi-?annual|ad hoc|"
    r"per (month|quarter|year|week)"
)


# What is said of what a table brings that is not taken in.
IS_LEFT_OUT = N_("{column} is left out: {reason}.")
NO_FIELD = N_("no field has this name")
SAYS_NOTHING = N_("the row has nothing in a column that is known")


def plain(text: str) -> str:
    """A text without what does not tell two headings or words apart: case, spacing, closing signs."""
    return " ".join(text.casefold().split()).rstrip(" .:;*")


def shortened(text: str) -> str:
    """A cell's text on one line, short enough to quote in a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


def as_line(text: str) -> str:
    """A text that the source only hints at, as a line that a register may hold."""
    text = UNWRITABLE.sub("", " ".join(text.split()))
    while bad := unprintable(text):
        text = unicodedata.normalize("NFC", text).replace(bad, "")
    return text[:_LINE]


def quoted(text: str, _: Texts) -> str:
    """A text of the source between the quotation marks of our language."""
    return _(N_("“{text}”"), text=text)


def choice_of(choices: type[C], text: str) -> C | None:
    """The choice that a cell names, in any language that we meet; None when it names none.

    A word may be followed by an explanation, as in "Mitigate: install filters".
    """
    return cast("C | None", _choice_of(choices, text))


@lru_cache(maxsize=1024)  # a column has few words, and many cells
def _choice_of(choices: type[Choice], text: str) -> Choice | None:
    known = _known(choices)
    return known.get(bare(text)) or known.get(bare(_FIRST.split(text, maxsplit=1)[0]))


def choices_said(choices: type[Choice], _: Texts) -> str:
    """The choices as they may be written, for a sentence."""
    return ", ".join(quoted(_(choice.label), _) for choice in choices)


def is_placeholder(text: str) -> bool:
    """Whether a cell says that there is nothing to say."""
    return says_no_score(text) or plain(text) in _nothing_said()


def is_frequency(text: str) -> bool:
    """Whether a cell says how often."""
    return _FREQUENCY.match(plain(text)) is not None


@cache
def _known(choices: type[C]) -> dict[str, C]:
    own = {bare(texts(language)(choice.label)): choice for language in LANGUAGES for choice in choices}
    values = {bare(choice.value): choice for choice in choices}
    words = {bare(word): choice for choice in choices for word in _WORDS.get(choice, "").split(",")}
    return {word: choice for word, choice in (words | values | own).items() if word}


@cache
def _nothing_said() -> frozenset[str]:
    said = (texts(language)(text) for language in LANGUAGES for text in (NOT_DECIDED, NOT_STATED))
    return _UNDECIDED.union(map(plain, said))
