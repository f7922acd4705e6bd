"""The tags that a dataset keeps, beside a count of them by plain loops."""

from __future__ import annotations

import random
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.dataset.reading import tag_counts
from recflix_tui.dataset.reading.tag_counts import kept_tags
from recflix_tui.dataset.reading.tag_files import TagTable
from recflix_tui.dataset.values import Tags

Line = tuple[int, int, str]  # user id, movie id, tag as written
USER_IDS, MOVIE_IDS = [2, 3, 5, 70], [1, 4, 6, 900]
SPELLINGS = ["toys", "Toys", "TOYS ", "to  ys", "To ys", "amélie", "Amelie", "space", "", " ", "b"]
LINES = st.lists(
    st.tuples(
        st.sampled_from([*USER_IDS, 4, 10**12]),
        st.sampled_from([*MOVIE_IDS, 5, 10**12]),
        st.sampled_from(SPELLINGS),
    ),
    max_size=60,
)


def table_of(lines: list[Line]) -> TagTable:
    spellings = tuple(dict.fromkeys(tag for _, _, tag in lines))
    return TagTable(
        np.array([user for user, _, _ in lines], np.int64),
        np.array([movie for _, movie, _ in lines], np.int64),
        np.array([spellings.index(tag) for _, _, tag in lines], np.int32),
        spellings,
    )


def kept(lines: list[Line]) -> Tags | None:
    return kept_tags(table_of(lines), np.array(USER_IDS, np.int64), np.array(MOVIE_IDS, np.int64))


def as_dict(tags: Tags) -> dict[tuple[str, int], int]:
    """(Name, item) -> how many users."""
    return {
        (tags.names[tag], i): n
        for i in range(len(MOVIE_IDS))
        for tag, n in zip(*(part.tolist() for part in tags.of_item(i)), strict=True)
    }


def folded(tag: str) -> str:
    return " ".join(tag.split()).lower().replace("é", "e")


@given(LINES)
def test_each_tag_is_counted_by_users_and_named_by_its_most_common_spelling(
    lines: list[Line],
) -> None:
    givers: dict[tuple[str, int], set[int]] = defaultdict(set)
    spelled: dict[str, list[str]] = defaultdict(list)
    for user, movie, tag in lines:
        if user in USER_IDS and movie in MOVIE_IDS and tag.strip():
            givers[folded(tag), MOVIE_IDS.index(movie)].add(user)
            spelled[folded(tag)].append(" ".join(tag.split()))
    uses: dict[str, int] = defaultdict(int)
    for (tag, _), users in givers.items():
        uses[tag] += len(users)
    expected = [tag for tag in sorted(uses, key=lambda tag: (-uses[tag], tag)) if uses[tag] >= 2]
    found = kept(lines)
    if not expected:
        assert found is None
        return
    assert found is not None
    assert [folded(name) for name in found.names] == expected
    for name in found.names:
        of_it = spelled[folded(name)]
        assert of_it.count(name) == max(of_it.count(other) for other in of_it)
    assert {(folded(name), i): n for (name, i), n in as_dict(found).items()} == {
        (tag, i): len(users) for (tag, i), users in givers.items() if uses[tag] >= 2
    }


@given(LINES, st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(lines: list[Line], order: random.Random) -> None:
    turned = lines.copy()
    order.shuffle(turned)
    one, other = kept(lines), kept(turned)
    assert (one is None) == (other is None)
    if one and other:
        for part in ("text", "ends", "indptr", "indices", "counts"):
            assert getattr(one, part).tolist() == getattr(other, part).tolist()


def test_tags_stand_by_item_and_within_it_by_how_much_they_are_used() -> None:
    tags = kept([(2, 6, "rare"), (2, 1, "often"), (3, 1, "often"), (3, 6, "often"), (5, 6, "rare")])
    assert tags is not None
    assert tags.names == ("often", "rare")
    assert tags.indptr.tolist() == [0, 1, 1, 3, 3]
    assert tags.indices.tolist() == [0, 0, 1]
    assert tags.counts.tolist() == [2, 1, 2]
    kinds = [getattr(tags, part).dtype for part in ("text", "ends", "indptr", "indices", "counts")]
    assert kinds == [np.uint8, np.int64, np.int64, np.int32, np.int32]


def test_one_user_who_repeats_a_tag_counts_once_a_title() -> None:
    assert kept([(2, 1, "mine"), (2, 1, "Mine"), (2, 1, "mine")]) is None
    tags = kept([(2, 1, "mine"), (2, 1, "Mine"), (2, 4, "mine")])
    assert tags is not None
    assert as_dict(tags) == {("mine", 0): 1, ("mine", 1): 1}


def test_of_equally_common_spellings_the_plainer_is_shown() -> None:
    lines = [(2, 1, "Sci-Fi"), (3, 1, "sci-fi"), (5, 1, "Amélie"), (2, 4, "Amelie")]
    tags = kept(lines)
    assert tags is not None
    assert set(tags.names) == {"sci-fi", "Amélie"}


def test_escape_codes_and_controls_are_gone_from_a_tag_and_markup_stays() -> None:
    tags = kept([(2, 1, "\x1b[31m[b]red[/b]\x1b[0m\u202e"), (3, 1, "[B]Red[/B]"), (5, 1, "\x07")])
    assert tags is not None
    assert len(tags.names) == 1
    assert tags.names[0].lower() == "[b]red[/b]"


def test_only_the_most_used_are_kept_where_there_are_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tag_counts, "MOST_TAGS", 2)
    lines = [
        (user, 1, tag)
        for tag, users in (("d", 2), ("c", 4), ("b", 2), ("a", 1))
        for user in USER_IDS[:users]
    ]
    tags = kept(lines)
    assert tags is not None
    assert tags.names == ("c", "b")
    assert as_dict(tags) == {("c", 0): 4, ("b", 0): 2}
