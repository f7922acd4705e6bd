"""Tables as services write them and as spreadsheets leave them."""

from __future__ import annotations

import pytest

from recflix_tui.history.files.decoding import decode
from recflix_tui.history.files.members import Member
from recflix_tui.history.files.tables import (
    TOO_FEW,
    TOO_LONG,
    TOO_MANY,
    UNCLOSED,
    Table,
    read_table,
)
from recflix_tui.history.values import LeftOut


def table(text: str | bytes, *header: str) -> Table:
    data = text if isinstance(text, bytes) else text.encode()
    found = read_table(Member("a.csv", len(data), lambda: data), header)
    assert found is not None
    return found


def column(found: Table, *names: str) -> list[str]:
    return [row.get(*names) for row in found.rows]


def test_cells_are_found_by_the_letters_and_digits_of_their_column() -> None:
    found = table("Const, Your Rating ,Runtime (mins)\ntt1, 9,\n")
    assert found.columns == ("const", "yourrating", "runtimemins")
    assert found.has("const", "yourrating")
    assert not found.has("year")
    assert column(found, "yourrating") == ["9"]
    assert column(found, "year", "runtimemins", "const") == ["tt1"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_told_from_the_header(delimiter: str) -> None:
    lines = [["Title", "Year"], ['"Taking lives, destins; violés"', "2004"]]
    found = table("\r\n".join(delimiter.join(line) for line in lines))
    assert column(found, "title") == ["Taking lives, destins; violés"]
    assert column(table("sep=;\nTitle;Year\nHeat;1995\n"), "year") == ["1995"]


def test_line_ends_inside_quotes_are_of_the_cell_and_lines_are_those_of_the_file() -> None:
    found = table('Name,Review\r\nHeat,"It said ""go"",\r\n\r\nand went."\r\n\r\n,\r\nAlien,\r\n')
    assert column(found, "review") == ['It said "go", and went.', ""]
    assert [row.line for row in found.rows] == [2, 7]


def test_a_byte_order_mark_hides_no_column() -> None:
    assert table("Const,Title\ntt1,Amélie\n".encode("utf-8-sig")).has("const")
    assert column(table("Const,Title\ntt1,Amélie\n".encode("utf-16")), "title") == ["Amélie"]


def test_a_header_is_found_below_a_preamble() -> None:
    text = 'export v7\nDate,Name,URL\n2024,"All,\nof it",x\n\nPosition,Name,Year\n1,Heat,1995\n'
    found = table(text, "position", "name")
    assert [(row.line, row.get("name", "title")) for row in found.rows] == [(7, "Heat")]
    data = text.encode()
    assert read_table(Member("a.csv", 0, lambda: data), ("const",)) is None


def test_a_row_that_does_not_fit_is_listed_and_the_rest_goes_on() -> None:
    found = table("Title,Year,Rating\nHeat,1995\nAlien,1979,4\nJaws,1975,5,,\nBig,1988,3,x\n")
    assert column(found, "title") == ["Alien", "Jaws"]
    assert found.faults == (
        LeftOut("a.csv", 2, "Heat", TOO_FEW),
        LeftOut("a.csv", 5, "Big", TOO_MANY),
    )


def test_an_open_quotation_mark_swallows_no_rows() -> None:
    found = table('Title,Year\n"Heat,1995\nAlien,1979\nJaws,1975\n')
    assert column(found, "title") == ["Alien", "Jaws"]
    assert [(fault.line, fault.reason) for fault in found.faults] == [(2, UNCLOSED)]
    long = table('Title,Year\n"' + "x" * 200_000 + "\nAlien,1979\n")
    assert column(long, "title") == ["Alien"]


def test_a_field_beyond_all_measure_is_called_so() -> None:
    found = table("Title,Year\n" + "x" * 200_000 + ",1995\nAlien,1979\n")
    assert column(found, "title") == ["Alien"]
    assert [(fault.line, fault.reason) for fault in found.faults] == [(2, TOO_LONG)]


@pytest.mark.parametrize("text", ["", '{"a": 1}', "[1]", "<html></html>"])
def test_what_is_no_table_is_none(text: str) -> None:
    assert read_table(Member("a.csv", 0, text.encode), ()) is None


def test_the_encoding_is_utf_8_before_all_others_and_is_named() -> None:
    assert decode("8½ Łódź".encode()) == ("8½ Łódź", "UTF-8")
    assert decode("8½ Amélie".encode("cp1252")) == ("8½ Amélie", "Windows-1252")
    assert decode("Title\nHeat\n".encode("utf-16-le")) == ("Title\nHeat\n", "UTF-16")
    broken = "Łódź Amélie Ødipus".encode() + b"\xc3"
    assert decode(broken) == ("Łódź Amélie Ødipus\ufffd", "UTF-8")
