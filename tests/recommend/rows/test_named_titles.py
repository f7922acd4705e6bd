"""What a row says of the titles that it is there for."""

from __future__ import annotations

from recflix_tui.recommend.row.named_titles import ways_to_name

EMPIRE = "Star Wars: Episode V - The Empire Strikes Back"


def test_titles_are_named_all_then_the_first_and_how_many_more_then_it_in_part() -> None:
    assert ways_to_name("you chose", [EMPIRE, "Trainspotting", "2001: A Space Odyssey"]) == [
        f"you chose {EMPIRE}, Trainspotting and 2001: A Space Odyssey",
        f"you chose {EMPIRE} and 2 more",
        "you chose Star Wars: Episode V and 2 more",
        "you chose Star Wars and 2 more",
    ]
    assert ways_to_name("you chose", ["Heat", "Brazil"]) == [
        "you chose Heat and Brazil",
        "you chose Heat and 1 more",
    ]
    assert ways_to_name("by", ["Heat: "]) == ["by Heat: ", "by Heat"]
    assert ways_to_name("by", ["Heat"]) == ["by Heat"]
