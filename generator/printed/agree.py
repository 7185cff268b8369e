"""Whether two printed numbers agree: equal after rounding to the fewer decimals of the two."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from generator.model.printed import Printed

_WIDE = Context(prec=80, rounding=ROUND_HALF_UP)
"""Wide enough for every number that can be typed, so that rounding never fails."""
_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "": ""}


def agree(one: Printed | None, other: Printed | None) -> bool:
    """Say whether two printed numbers agree: equal when rounded to the fewer decimals of the two.

    A bound agrees with every number it allows; a number that is not printed disagrees with none.
    """
    if one is None or other is None:
        return True
    if one.word or other.word:
        return _words_agree(one, other)
    if one.number is None or other.number is None:
        return True
    if one.sign and other.sign:
        return one.sign == other.sign and one.number == other.number
    if one.sign:
        return _within(one.sign, one.number, other.number)
    if other.sign:
        return _within(other.sign, other.number, one.number)
    return _rounded_equal(one.number, other.number)


def agree_inverse(one: Printed | None, other: Printed | None) -> bool:
    """Say whether a ratio agrees with one whose groups stand in the other order: with 1/x of it.

    It is enough that one, turned, is printed as the other: rounding makes one way finer than the other.
    """
    turned = [(one, _inverse(other, one)), (_inverse(one, other), other)]
    return any(agree(*pair) for pair in turned)


def agree_negative(one: Printed | None, other: Printed | None) -> bool:
    """Say whether a difference agrees with one whose groups stand in the other order: with −x of it."""
    if one is None or one.word or other is None or other.number is None:
        return agree(one, other)
    return agree(one, _made(-other.number, _MIRRORED[other.sign]))


def _inverse(printed: Printed | None, like: Printed | None) -> Printed | None:
    """Return 1/x with the decimals of `like`; of zero and of words nothing is known."""
    if printed is None or not printed.number or like is None or like.number is None:
        return None
    inverse = _rounded(_WIDE.divide(Decimal(1), printed.number), _places(like.number))
    return _made(inverse, _MIRRORED[printed.sign])


def _made(number: Decimal, sign: str) -> Printed:
    return Printed(f"{sign}{number}", number, sign)


def _words_agree(one: Printed, other: Printed) -> bool:
    if one.word and other.word:
        return one.word == other.word
    word, plain = (one, other) if one.word else (other, one)
    return (
        word.word == "NS"
        and plain.number is not None
        and plain.number >= Decimal("0.05")
        and plain.sign in ("", ">", ">=")
    )


def _within(sign: str, bound: Decimal, plain: Decimal) -> bool:
    return {"<": plain < bound, "<=": plain <= bound, ">": plain > bound, ">=": plain >= bound}[sign]


def _rounded_equal(one: Decimal, other: Decimal) -> bool:
    places = min(_places(one), _places(other))
    return _rounded(one, places) == _rounded(other, places)


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
