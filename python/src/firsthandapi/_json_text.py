"""JSON as JavaScript writes and reads it."""

from __future__ import annotations

import json
import re
from typing import Any

_SURROGATES = re.compile("[\ud800-\udfff]")
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def to_json(value: Any) -> bytes:
    """Return compact JSON in UTF-8.

    :raises ValueError: for NaN and infinities, and for circular references
    :raises TypeError: for what JSON cannot hold
    """
    text = _encode(value)
    try:
        return text.encode()
    except UnicodeEncodeError:
        # UTF-8 cannot encode a lone surrogate, but JSON can escape it.
        return _SURROGATES.sub(lambda half: f"\\u{ord(half[0]):04x}", text).encode()


def from_json(text: bytes) -> Any:
    """Parse JSON in UTF-8, with or without a byte-order mark.

    :raises ValueError: when it is not JSON, is nested too deeply, or contains NaN or infinities
    """
    try:
        # Not "utf-8-sig", which is ten times slower.
        return _decode((text[3:] if text.startswith(b"\xef\xbb\xbf") else text).decode())
    except RecursionError:
        pass
    raise ValueError("nested too deeply")


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def _decode(text: str) -> Any:
    try:
        return _decoder.decode(text)
    except json.JSONDecodeError:
        raise
    except ValueError:
        # Python refuses integers of thousands of digits; as a float, such a number is infinite, as in JavaScript.
        return json.loads(text, parse_constant=_refuse, parse_int=float)


_decoder = json.JSONDecoder(parse_constant=_refuse)
