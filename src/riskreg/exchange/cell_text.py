"""What a cell shows: texts without what nobody sees, numbers in their format, days as ISO."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters, and those without any width that come along from web pages and PDF files.
_UNSEEN = re.compile(r"[\x00-\x08\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff]")

# The formats that a workbook names by number alone.
BUILT_IN_FORMATS = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 12: "# ?/?", 13: "# ??/??",
}  # fmt: skip

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
_DIGITS = re.compile(r"([^#0,.?]*)([#0,?]*)(?:\.([#0?]+))?([^#0,.?]*)")
_FRACTION = re.compile(r"[#0? ]*/[?\d]+|[#0]* ?\?+/\?+")


def literal(text: str) -> str:
    """The text with its own line breaks as ours, without the control characters that nobody sees."""
    if text.isprintable():
        return text.strip()
    return _UNSEEN.sub("", _LINE_END.sub("\n", text)).strip()


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """The part of a number's format that changes what a person reads: 0.2 is shown as 20%, 7 as R-007."""

    percent: bool = False
    decimals: int = 0
    least_digits: int = 1
    before: str = ""
    after: str = ""
    denominator: int = 0  # the largest one, of a format that shows fractions

    @property
    def only_rounds(self) -> bool:
        """Whether whole numbers look the same without it."""
        return self == NumberFormat(decimals=self.decimals)

    def shown(self, value: float) -> str:
        """The number as a spreadsheet shows it, with a decimal point and nothing between thousands."""
        if self.denominator:
            return str(Fraction(value).limit_denominator(self.denominator))
        number = Decimal(f"{value:.15g}").scaleb(2 if self.percent else 0)
        rounded = number.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        whole, dot, part = f"{abs(rounded):f}".partition(".")
        digits = (whole.zfill(self.least_digits) + dot + part).rstrip("0" if dot else "").rstrip(".")
        sign = "-" if rounded < 0 else ""
        return f"{sign}{self.before}{digits}{'%' if self.percent else ''}{self.after}".strip()


def number_format(code: str) -> NumberFormat | None:
    """What a format code does to a number; None for general ones, dates and what we do not follow."""
    if "/" in code and _FRACTION.fullmatch(code.split(";")[0].strip()):
        return NumberFormat(denominator=10 ** code.split(";")[0].partition("/")[2].count("?") - 1 or 9)
    literals: list[str] = []

    def keep(found: re.Match[str]) -> str:
        literals.append(found[1] or found[2] or found[3] or "")
        return "\0"

    shape = _LITERAL.sub(keep, code).split(";")[0]
    found = _DIGITS.fullmatch(shape)
    if found is None or not (found[2] or found[3]) or re.search(r"[^\0% ()+-]", found[1] + found[4]):
        return None
    rest = iter(literals)

    def filled(part: str) -> str:
        return re.sub("\0", lambda _found: next(rest), part.replace("%", "")).strip("()")

    return NumberFormat(
        percent="%" in shape,
        decimals=min(len(found[3] or ""), 15),
        least_digits=max(found[2].count("0"), 1),
        before=filled(found[1]),
        after=filled(found[4]),
    )


def shown(value: object) -> str:
    """A cell's value as a spreadsheet shows it without a format of its own, dates as ISO."""
    return _SHOWN.get(type(value), str)(value)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"


def _moment(value: datetime.datetime) -> str:
    whole_day = value.time() == datetime.time()
    return value.date().isoformat() if whole_day else value.isoformat(" ", "minutes")


_SHOWN: dict[type, Callable[..., str]] = {
    str: literal,
    float: _number,
    bool: lambda value: str(value).upper(),
    datetime.datetime: _moment,
    datetime.time: lambda value: value.isoformat("minutes"),
}
