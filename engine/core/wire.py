"""Turns commands and documents into msgpack and back: the hooks for what msgspec does not know by itself."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, get_args, get_origin

import msgspec
from immutables import Map

_WIDEST = 1 << 63  # whole numbers from here on do not fit into msgpack; many changes of tempo make such fractions


def to_plain(value: Any) -> Any:
    """Return what msgspec can encode for a map or a fraction; raises NotImplementedError for anything else."""
    if isinstance(value, Fraction):
        pair = value.numerator, value.denominator
        return pair if max(abs(pair[0]), pair[1]) < _WIDEST else str(value)
    if isinstance(value, Map):
        return dict(value.items())
    raise NotImplementedError(f"a {type(value).__name__} does not go over the wire")


def from_plain(wanted: Any, plain: Any) -> Any:
    """Return a map or a fraction from what `to_plain` made of it."""
    if wanted is Fraction:  # which every message has
        return _fraction(*plain.split("/") if isinstance(plain, str) else plain)
    if get_origin(wanted) is Map:
        key, value = get_args(wanted)
        return Map(msgspec.convert(plain, dict[key, value], dec_hook=from_plain))  # type: ignore[valid-type]  # not static
    raise NotImplementedError(f"{wanted} does not come over the wire")


def _fraction(numerator: int | str, denominator: int | str = 1) -> Fraction:
    """Return a fraction of two whole numbers; raises ValueError for what is none."""
    if not int(denominator):
        raise ValueError("a fraction over the wire is divided by zero")
    return Fraction(int(numerator), int(denominator))


_encoder = msgspec.msgpack.Encoder(enc_hook=to_plain)


def encode(value: object) -> bytes:
    """Return `value`, a struct of commands, documents or messages, as msgpack."""
    return _encoder.encode(value)


def decoder(wanted: Any) -> msgspec.msgpack.Decoder[Any]:
    """Return a decoder for `wanted`, or a union; it raises msgspec.ValidationError with the path of the fault."""
    return msgspec.msgpack.Decoder(wanted, dec_hook=from_plain)
