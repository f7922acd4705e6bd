"""Whether a dataset's arrays can be what was written: what is read by them stays in its bounds.

What is checked at each opening takes a moment however many ratings there are; the ratings
themselves are checked before they are first read, and all bytes by their checksums.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset import csr
from recflix_tui.dataset.description import damaged
from recflix_tui.dataset.regions import REGIONS
from recflix_tui.dataset.values import Array, CsrRatings, DatasetError, DatasetFacts, Scale
from recflix_tui.kept_files import Damaged, digest

TRAINED_ON = ("by_user_", "user_ids", "movie_ids", "genre_bits", "years", "people_")
"""What the names of the files start with that a training reads."""
_LATEST = 1 << 36  # seconds, that no time of a rating is from 1970
# How many of each there can be.
_PEOPLE = {
    "people_ages": 7,
    "people_genders": 2,
    "people_occupations": 1000,
    "people_regions": len(REGIONS),
}


def first_unsound(facts: DatasetFacts, arrays: Mapping[str, Array]) -> str | None:
    """The name of the first array that cannot be as it was written, None where all can.

    The contents of the ratings are not read.
    """
    return next(_unsound(facts, arrays), None)


def _unsound(facts: DatasetFacts, arrays: Mapping[str, Array]) -> Iterator[str]:
    for side in ("by_user", "by_item"):
        if not _points_into(arrays[f"{side}_indptr"], facts.n_ratings):
            yield f"{side}_indptr"
    if (np.diff(arrays["by_item_indptr"]) != arrays["counts"]).any():
        yield "counts"
    for name in ("user_ids", "movie_ids"):
        if (arrays[name][1:] <= arrays[name][:-1]).any():
            yield name
    for name in ("title_rank", "search_by_count"):
        if not _orders_all(arrays[name]):
            yield name
    yield from _unsound_titles(facts, arrays)
    yield from _unsound_search(facts, arrays)
    if "tag_text" in arrays:
        yield from _unsound_tags(arrays)
    if "credit_text" in arrays:
        yield from _unsound_credits(arrays)
    for name, limit in _PEOPLE.items():
        if name in arrays and not _within(arrays[name], limit, -1):
            yield name


def _unsound_titles(facts: DatasetFacts, arrays: Mapping[str, Array]) -> Iterator[str]:
    if not _ends_in(arrays["title_ends"], arrays["title_text"]):
        yield "title_ends"
    elif not _is_text(arrays["title_text"], arrays["title_ends"]):
        yield "title_text"
    if not _within(arrays["years"], 10_000):
        yield "years"
    for name in ("imdb_ids", "tmdb_ids"):
        if name in arrays and not _within(arrays[name], 1 << 62):
            yield name
    n_genres = len(facts.genre_names)
    if n_genres < 64 and (arrays["genre_bits"] >> np.uint64(n_genres)).any():
        yield "genre_bits"
    rated, means = arrays["counts"] > 0, arrays["means"]
    held = (means >= facts.scale.low) & (means <= facts.scale.high)
    if (held != rated).any() or not np.isnan(means[~rated]).all():
        yield "means"


def _unsound_search(facts: DatasetFacts, arrays: Mapping[str, Array]) -> Iterator[str]:
    for name in ("search_key", "search_word"):
        yield from _unsound_lexicon(name, arrays, facts.n_items)
    ends = arrays["search_word_ends"]
    if not _is_text(arrays["search_word_text"], ends):
        yield "search_word_text"
    for part in ("bags", "lengths"):
        if len(arrays[f"search_word_{part}"]) != len(ends):
            yield f"search_word_{part}"


def _unsound_tags(arrays: Mapping[str, Array]) -> Iterator[str]:
    ends, indices = arrays["tag_ends"], arrays["tag_indices"]
    if not _ends_in(ends, arrays["tag_text"]):
        yield "tag_ends"
    elif not _is_text(arrays["tag_text"], ends):
        yield "tag_text"
    if not _points_into(arrays["tag_indptr"], len(indices)):
        yield "tag_indptr"
    if not _within(indices, len(ends)):
        yield "tag_indices"
    if len(arrays["tag_counts"]) != len(indices) or (arrays["tag_counts"] < 1).any():
        yield "tag_counts"


def _unsound_credits(arrays: Mapping[str, Array]) -> Iterator[str]:
    ends = arrays["credit_ends"]
    if not _ends_in(ends, arrays["credit_text"]):
        yield "credit_ends"
    elif not _is_text(arrays["credit_text"], ends):
        yield "credit_text"
    if len(arrays["credit_imdb_ids"]) != len(ends):
        yield "credit_imdb_ids"
    for role in ("director", "cast"):
        people = arrays[f"credit_{role}_people"]
        if not _points_into(arrays[f"credit_{role}_indptr"], len(people)):
            yield f"credit_{role}_indptr"
        if not _within(people, len(ends)):
            yield f"credit_{role}_people"
    if not _within(arrays["credit_runtimes"], 1 << 15):
        yield "credit_runtimes"
    yield from _unsound_lexicon("credit_word", arrays, len(ends))


def _unsound_lexicon(name: str, arrays: Mapping[str, Array], n_items: int) -> Iterator[str]:
    ends, starts, items = (arrays[f"{name}_{part}"] for part in ("ends", "starts", "items"))
    if not _ends_in(ends, arrays[f"{name}_text"]):
        yield f"{name}_ends"
    if len(starts) != len(ends) + 1 or not _points_into(starts, len(items)):
        yield f"{name}_starts"
    if not _within(items, n_items):
        yield f"{name}_items"


def unsound_part(
    indices: NDArray[np.int32], values: NDArray[np.float32], n_columns: int, scale: Scale
) -> str | None:
    """Which part of ratings, (n,) each, is out of its bounds, None where none is."""
    if not _within(indices, n_columns):
        return "indices"
    low, high = values.min(initial=scale.low), values.max(initial=scale.high)
    # NaN is neither: it passes no comparison.
    return None if low >= scale.low and high <= scale.high else "values"


def times_sound(times: NDArray[np.int64]) -> bool:
    """Whether times of ratings, (n,) in Unix seconds, are within thousands of years of now."""
    return _within(times, _LATEST, -_LATEST)


def check_sums(folder: Path, checksums: Mapping[str, str]) -> None:
    """Raise DatasetError for the first file that is not as its checksum says."""
    from concurrent.futures import ThreadPoolExecutor  # late: no opening needs it

    def trouble(name: str) -> DatasetError | None:
        try:
            right = digest(folder / name) == checksums[name]
        except Damaged as damage:
            return damaged(folder.name, f"{name} {damage}")
        return None if right else damaged(folder.name, f"{name} is damaged")

    with ThreadPoolExecutor() as pool:
        for error in pool.map(trouble, checksums):
            if error is not None:
                raise error


def check_without_sums(
    facts: DatasetFacts, ids: tuple[Array, Array], by_user: CsrRatings, by_item: CsrRatings
) -> None:
    """Raise DatasetError for damage that shows where no checksums were kept; ids: of users and
    movies."""
    check_fingerprint(facts, ids, by_user)
    other = csr.transpose(by_user, facts.n_items)
    for part in ("indices", "values", "times"):
        if not np.array_equal(getattr(other, part), getattr(by_item, part)):
            raise damaged(facts.name, f"by_item_{part}.npy is damaged")


def check_fingerprint(facts: DatasetFacts, ids: tuple[Array, Array], by_user: CsrRatings) -> None:
    """Raise DatasetError unless the ratings are those that the fingerprint was made of."""
    if fingerprint(facts.scale, *ids, by_user) != facts.fingerprint:
        raise damaged(facts.name, "by_user_values.npy or what belongs to it is damaged")
    if not times_sound(by_user.times):
        raise damaged(facts.name, "by_user_times.npy is damaged")


def fingerprint(scale: Scale, user_ids: Array, movie_ids: Array, by_user: CsrRatings) -> str:
    """The SHA-256, in hexadecimal, of all that a model is trained on."""
    whole = hashlib.sha256(f"{scale.low} {scale.high} {scale.step}".encode())
    for array in (user_ids, movie_ids, by_user.indptr, by_user.indices, by_user.values):
        whole.update(f" {array.dtype.str} {len(array)} ".encode())
        whole.update(np.ascontiguousarray(array).data)
    return whole.hexdigest()


def _within(numbers: Array, limit: int, low: int = 0) -> bool:
    return not len(numbers) or (int(numbers.min()) >= low and int(numbers.max()) < limit)


def _points_into(pointers: Array, n: int) -> bool:
    """Whether pointers rise from 0 to n."""
    ends_right = len(pointers) and int(pointers[0]) == 0 and int(pointers[-1]) == n
    return bool(ends_right and (pointers[1:] >= pointers[:-1]).all())


def _ends_in(ends: Array, text: Array) -> bool:
    """Whether ends rise to the end of the text."""
    if not len(ends):
        return not len(text)
    rises = int(ends[0]) >= 0 and bool((ends[1:] >= ends[:-1]).all())
    return rises and int(ends[-1]) == len(text)


def _orders_all(order: Array) -> bool:
    """Whether each of n numbers from 0 stands once."""
    if not _within(order, len(order)):
        return False
    return bool((np.bincount(order, minlength=len(order)) == 1).all())


def _is_text(text: Array, ends: Array) -> bool:
    """Whether bytes are UTF-8 without control characters, no end inside a character."""
    if not len(text):
        return True
    if int(text.min()) < 0x20 or (text == 0x7F).any():
        return False
    if int(text.max()) < 0x80:
        return True
    starts = ends[:-1][ends[:-1] < len(text)]
    if ((text[starts] & 0xC0) == 0x80).any():
        return False
    # Few bytes are not ASCII: those and the ones after them tell, without a copy of all.
    high = np.flatnonzero(text >= 0x80)
    after = high[high < len(text) - 1] + 1
    some = np.concatenate([high, after[text[after] < 0x80]])
    content = text[np.sort(some)].tobytes()
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    # U+0080 to U+009F are controls too, and the only ones that are written so.
    return all(after >= b"\xa0" for after in content.split(b"\xc2")[1:])
