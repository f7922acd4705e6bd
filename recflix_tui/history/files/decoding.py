"""The text of an export's bytes: UTF-8 first, as all services write it, and then what spreadsheets
make of it."""

from __future__ import annotations

import codecs

from recflix_tui.history.files.foreign import HEAD, is_wide

UTF_8 = "UTF-8"
"""The name of the encoding that needs no word."""
UTF_16 = "UTF-16"
WINDOWS = "Windows-1252"


def decode(data: bytes) -> tuple[str, str]:
    """The text, without its byte order mark, and the name of the encoding that it was read by."""
    if is_wide(data[:HEAD]):
        return _wide(data), UTF_16
    try:
        return data.decode("utf-8-sig"), UTF_8
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8-sig", "replace")
    # Of text in another encoding hardly a letter makes sense as UTF-8: with more sound ones than
    # broken ones this is UTF-8 with a fault somewhere.
    broken = text.count("\ufffd")
    if sum(letter > "\x7f" for letter in text) > 2 * broken:
        return text, UTF_8
    return data.decode("cp1252", "replace"), WINDOWS


def _wide(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    zeros_first = data[::2].count(0) > data[1::2].count(0)
    return data.decode("utf-16-be" if zeros_first else "utf-16-le", "replace")
