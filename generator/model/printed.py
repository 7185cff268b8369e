"""Numbers as a source prints them: the digits typed, bounds, and what was not reached."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, PlainValidator, WithJsonSchema

_BOUND = re.compile(r"(<=|>=|<|>|≤|≥)\s*(-?\d{1,15}(?:\.\d{1,15})?)\Z", re.ASCII)
_SIGNS = {"≤": "<=", "≥": ">="}
_NUMBER = {"type": "number"}
_WORDS = {"enum": ["NR", "NA"], "type": "string"}
_BOUND_SCHEMA = {"type": "string", "pattern": r"^(<=|>=|<|>|≤|≥)\s*-?\d+(\.\d+)?$"}


@dataclass(frozen=True)
class Printed:
    """A number of a source with the digits it was typed with; never one that we computed.

    `sign` is empty, or one of <, >, <=, >= for a bound; `word` is NR (not reached), NA (not available)
    or NS (not significant), and then there is no number.
    """

    text: str
    number: Decimal | None = None
    sign: str = ""
    word: str = ""

    @property
    def exact(self) -> Decimal | None:
        """The number, where the source prints one without a sign."""
        return None if self.sign else self.number

    def __str__(self) -> str:
        return self.text


def _printed(words: tuple[str, ...], bounds: bool, what: str) -> PlainValidator:
    def read(value: Any) -> Printed:
        if isinstance(value, Printed):
            return value
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return Printed(str(value), Decimal(value))
        if isinstance(value, str) and value in words:
            return Printed(value, word=value)
        match = _BOUND.match(value) if isinstance(value, str) and bounds else None
        if match:
            sign = _SIGNS.get(match[1], match[1])
            return Printed(sign + match[2], Decimal(match[2]), sign)
        raise ValueError(f"{value!r} is not {what}{_quoted_number_hint(value)}")

    return PlainValidator(read)


def _quoted_number_hint(value: Any) -> str:
    quoted = isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value)
    return "; a plain number stands without quotes" if quoted else ""


_AS_TEXT = PlainSerializer(lambda printed: printed.text, return_type=str)

Number = Annotated[
    Printed,
    _printed((), False, "a number, like 15.9"),
    _AS_TEXT,
    WithJsonSchema(_NUMBER),
]
"""A plain number."""

Value = Annotated[
    Printed,
    _printed(("NR", "NA"), True, 'a number, NR, NA or a bound in quotes like ">=30"'),
    _AS_TEXT,
    WithJsonSchema({"anyOf": [_NUMBER, _WORDS, _BOUND_SCHEMA]}),
]
"""A number, a bound in quotes, NR (not reached) or NA (not available)."""

PValue = Annotated[
    Printed,
    _printed(("NS",), True, 'a p value: a number, a bound in quotes like "<0.001", or NS'),
    _AS_TEXT,
    WithJsonSchema({"anyOf": [_NUMBER, {"const": "NS"}, _BOUND_SCHEMA]}),
]
"""A p value as printed: a number, a bound in quotes, or NS."""


def _pair(value: Any) -> Any:
    if isinstance(value, list | tuple) and len(value) == 2:
        return tuple(value)
    raise ValueError(f"{value!r} is not an interval; it is written [lower, upper], like [0.37, 1.18]")


Interval = Annotated[tuple[Value, Value], BeforeValidator(_pair)]
"""Lower and upper bound, as printed."""


def reversed_interval(interval: tuple[Printed, Printed] | None) -> bool:
    """Say whether an interval's lower bound is greater than its upper one."""
    if interval is None:
        return False
    low, high = (bound.number for bound in interval)
    return low is not None and high is not None and low > high
