from __future__ import annotations

from recflix_tui.screens.watching.searching import Searching


def typed(searching: Searching, *texts: str) -> list[str]:
    """What is told to have led to nothing while these texts stand in the box, one after another."""
    return [vain for text in texts if (vain := searching.follow(text, is_typing=True))]


def test_words_in_the_making_are_none() -> None:
    searching = Searching()
    assert typed(searching, "a", "al", "ali", "al", "a", "") == []
    assert searching.leave() == ""


def test_what_was_emptied_at_once_or_left_led_to_nothing() -> None:
    searching = Searching()
    assert typed(searching, "a", "al", "alien", "") == ["alien"]
    assert typed(searching, "hea", "heat") == []
    assert searching.follow("heat", is_typing=False) == ""
    assert typed(searching, "heat", "heat 2") == ["heat"]
    assert searching.leave() == "heat 2"


def test_what_something_was_chosen_from_is_not_told_again() -> None:
    searching = Searching()
    searching.follow("alien", is_typing=False)
    assert searching.choose("alien") == ""
    assert typed(searching, "") == []
    assert searching.leave() == ""


def test_words_found_again_where_they_were_left_are_told_once() -> None:
    searching = Searching()
    searching.follow("alien", is_typing=False)
    assert searching.leave() == "alien"
    searching.follow("alien", is_typing=False)
    assert searching.leave() == ""


def test_words_are_told_once_a_visit_however_often_they_are_typed() -> None:
    searching = Searching()
    assert typed(searching, "alien", "", "heat", "", "alien", "") == ["alien", "heat"]
    assert searching.choose("robot") == ""
    assert typed(searching, "", "robot", "") == []
    searching.leave()
    assert typed(searching, "alien", "") == ["alien"]


def test_words_that_a_visit_finds_in_the_box_are_no_search_of_it() -> None:
    searching = Searching()
    searching.choose("robot")
    searching.leave()
    assert searching.follow("robot", is_typing=True) == ""
    assert typed(searching, "", "heat", "") == ["heat"]


def test_what_is_chosen_before_a_frame_shows_the_words_is_chosen_from_them() -> None:
    searching = Searching()
    searching.follow("alien", is_typing=False)
    assert searching.choose("heat") == "alien"
    assert typed(searching, "heat", "") == []
    assert searching.leave() == ""
