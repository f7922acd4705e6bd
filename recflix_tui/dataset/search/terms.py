"""How text is cut for searching, titles and queries alike."""

from __future__ import annotations

import re

from recflix_tui.dataset.search.same_words import roman_in_figures
from recflix_tui.dataset.title_names import other_names
from recflix_tui.text import fold

# Letters that Unicode does not take apart, and signs that people write as words.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "&": " and ",
    }
)
# A half after a figure is a word of its own: 8½ is 8 1/2.
_FRACTIONS = str.maketrans({"¼": " 1/4", "½": " 1/2", "¾": " 3/4"})
# What a word holds beyond this is passed over, in titles and queries alike.
LONGEST_WORD = 40
_APOSTROPHES = re.compile("['’‘`´ʻʼ]")
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"^(?:the|an?|la|le|les|l|el|los|las|il|lo|der|die|das) ")
# Scripts written without spaces: Thai, kana, Chinese characters.
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def words(text: str) -> list[str]:
    """The words of a text, folded, apostrophes closed up: "Ocean's Eleven" -> oceans, eleven."""
    return [word[:LONGEST_WORD] for word in _whole_words(text)]


def main_words(shown: str) -> list[str]:
    """The words of a title's main name."""
    return words(other_names(shown)[0])


def title_keys(shown: str) -> set[str]:
    """What may be typed from its start: each name of a title, with and without its article,
    and each also closed up ("spider man" and "spiderman")."""
    main, others = other_names(shown)
    keys = set()
    for name in (main, *others):
        key = " ".join(words(name))
        keys |= {key, without_article(key)}
    keys |= {key.replace(" ", "") for key in keys}
    return keys - {""}


def title_words(shown: str) -> set[str]:
    """Every word that finds a title wherever it stands in it."""
    whole = set(_whole_words(shown))
    found = set(whole)
    for chunk in _plain(shown).split():
        parts = _WORD.findall(chunk)
        if len(parts) > 1:
            # wall-e: walle; l'avventura: avventura as well as lavventura.
            found |= {"".join(parts), *(part for part in parts if len(part) > 2)}
    # A letter alone is a letter: Malcolm X.
    found |= {figures for word in found if len(word) > 1 and (figures := roman_in_figures(word))}
    found = {word[:LONGEST_WORD] for word in found}
    for word in whole:
        if _UNSPACED.search(word):
            found |= {word[start : start + LONGEST_WORD] for start in range(1, len(word))}
    return found


def without_article(key: str) -> str:
    """A name in words, less its leading article."""
    return _ARTICLE.sub("", key)


def _whole_words(text: str) -> list[str]:
    return _WORD.findall(_APOSTROPHES.sub("", _plain(text)))


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower().replace("&", _LETTERS[ord("&")])
    return fold(text.translate(_FRACTIONS)).translate(_LETTERS)
