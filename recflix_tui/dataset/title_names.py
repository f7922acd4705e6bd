"""MovieLens titles: "Matrix, The (1999)" is shown "The Matrix", the year apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recflix_tui.text import clean, fold

# What MovieLens puts after the name, to sort by the word that follows it.
_ARTICLES = (
    "The|A|An|La|Le|Les|L'|L’|Un|Une|Des|El|Los|Las|Lo|Una|Unos|Unas|Il|Gli|Uno|"
    "Der|Die|Das|Den|Dem|Ein|Eine|De|Het|Een|Det|En|Ett|Et|O|Os|As|Um|Uma|I|Ha-"
)
_TRAILING_ARTICLE = re.compile(rf"^(.*\S), ({_ARTICLES})$", re.IGNORECASE)
_YEAR = re.compile(
    r"\s*\(\s*((?:18|19|20)\d\d)(?:\s*[-–—]\s*(?:\d{4})?)?\s*\)+\s*(?:\((?:V|TV|VG)\))?$"
)
_GROUP = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
# Another name stands apart: "Seven (a.k.a. Se7en)", but not "Frontière(s)" or "(T)error".
_NAME_GROUP = re.compile(rf"(?<!\S){_GROUP.pattern}(?!\w)")
_ALIAS = re.compile(r"^a\.?k\.?a\b[.:]* *", re.IGNORECASE)


# What sorts titles without a name: after all others.
UNTITLED = "\U0010ffff"
# The longest of MovieLens has some 180 letters.
LONGEST_TITLE = 1000


@dataclass(frozen=True)
class Title:
    """A title, taken apart."""

    shown: str
    """As shown: "The Matrix"."""
    year: int
    """0 where unknown."""
    sort_key: str
    """What sorts it as a library would: "matrix"."""


def read_title(raw: str, movie_id: int) -> Title:
    """The title of one MovieLens line; a line without a name is `Untitled (movie 1234)`."""
    name = clean(raw)
    year = _YEAR.search(name)
    if year:
        name = name[: year.start()].strip()
    if not name:
        untitled = f"Untitled (movie {movie_id})"
        return Title(untitled, int(year[1]) if year else 0, UNTITLED)
    return Title(_articles_in_front(name), int(year[1]) if year else 0, _sort_key(name))


def other_names(shown: str) -> tuple[str, list[str]]:
    """The main name and the alternative ones: "Seven (a.k.a. Se7en)" -> "Seven", ["Se7en"]."""
    names = [_ALIAS.sub("", group[1]).strip() for group in _NAME_GROUP.finditer(shown)]
    main = " ".join(_NAME_GROUP.sub(" ", shown).split())
    return main or shown, [name for name in names if name]


def _articles_in_front(name: str) -> str:
    """Move the article of the main name, and of each name in parentheses, to its front."""
    main, bracket, rest = name.partition(" (")
    if not bracket:
        return _article_in_front(name)
    rest = _GROUP.sub(lambda group: f"({_article_in_front(group[1])})", bracket + rest)
    return _article_in_front(main) + rest


def _article_in_front(name: str) -> str:
    alias = _ALIAS.match(name)
    start = alias.end() if alias else 0
    found = _TRAILING_ARTICLE.match(name[start:])
    if not found:
        return name
    words, article = found[1], found[2]
    if fold(words).startswith(fold(article) + ","):  # "Die, Mommie, Die" ends in no article.
        return name
    article = article[0].upper() + article[1:]
    gap = "" if article[-1] in "'’-" else " "
    return f"{name[:start]}{article}{gap}{words}"


def _sort_key(name: str) -> str:
    """Folded, the leading article off, beginning at its first letter or digit."""
    key = fold(name)
    key = re.sub(r"^\W+", "", key) or key
    return re.sub(r"^(?:the|an|a) (?=\S)", "", key)
