"""`recflix profile …`."""

from __future__ import annotations

from recflix_tui.commands.shared.asking import confirm_removal
from recflix_tui.commands.shared.common import Args, open_library, say, table
from recflix_tui.dataset.regions import REGIONS
from recflix_tui.library.pages.page_settings import my_list_words
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.library.views import Consent
from recflix_tui.recommend.rerank.slider import adventure_words
from recflix_tui.recommend.row.row import DEFAULT_ADVENTURE
from recflix_tui.store.file.backups import copies_in
from recflix_tui.text import counted


def add(args: Args) -> None:
    with open_library(args) as library:
        profile = library.profiles.add(args.name)
        say(args, {"id": profile.id, "name": profile.name}, f"added {profile.name}")


def list_(args: Args) -> None:
    with open_library(args) as library:
        found = library.profiles.summaries()
        data = [{"id": p.id, "name": p.name, "ratings": p.n_ratings} for p in found]
        rows = [(counted(p.n_ratings, "rating"), p.name) for p in found]
        say(args, data, table(rows) or "no profiles; add one: recflix profile add NAME")


def remove(args: Args) -> None:
    with open_library(args) as library:
        profile = library.profiles.find(args.name)
        n_ratings, n_marks = library.profiles.holdings(profile.id)
        told = counted(n_ratings, "rating"), counted(n_marks, "mark")
        confirm_removal(args, f"profile {profile.name}", told[: 1 + (n_marks > 0)])
        library.profiles.remove(profile.id)
        data = {"id": profile.id, "name": profile.name, "removed": True}
        still = _STILL if copies_in(library.paths.backups) else ""
        say(args, data, f"removed {profile.name}{still}")


def consent(args: Args) -> None:
    with open_library(args) as library:
        profile = library.profiles.find(args.name)
        if args.what is not None:
            if args.value is None:
                raise LibraryError(
                    f"say on or off: recflix profile consent NAME {args.what} on|off"
                )
            library.profiles.set_consent(profile.id, Consent(args.what), args.value == "on")
        agreed = library.profiles.consents(profile.id)
        rows = [(c.value, "on" if c in agreed else "off", _CONSENTS[c]) for c in Consent]
        told = [table(rows), *([] if Consent.TRAINING in agreed else [_TRAINED_BEFORE])]
        say(args, {c.value: c in agreed for c in Consent}, "\n".join(told))


def region(args: Args) -> None:
    with open_library(args) as library:
        profile = library.profiles.find(args.name)
        if args.region is not None:
            wanted = None if args.region.casefold() == "none" else args.region
            library.profiles.set_region(profile.id, wanted)
        kept = library.profiles.region(profile.id)
        data = {"name": profile.name, "region": kept}
        own = kept is not None and kept not in REGIONS
        counts = f": not a known region, it counts only among profiles here{_KNOWN}" if own else ""
        say(args, data, f"{profile.name}: {kept or 'no region given'}{counts}")


def novelty(args: Args) -> None:
    with open_library(args) as library:
        profile = library.profiles.find(args.name)
        if args.value is not None:
            library.profiles.set_novelty(
                profile.id, _number_of(args.value, "novelty", "-1 to 1", "learned")
            )
        kept = library.profiles.novelty(profile.id)
        said = "learned from what it chooses" if kept is None else f"{kept:+g}"
        say(args, {"name": profile.name, "novelty": kept}, f"{profile.name}: {said}")


def adventure(args: Args) -> None:
    with open_library(args) as library:
        profile = library.profiles.find(args.name)
        if args.value is not None:
            library.profiles.set_adventure(
                profile.id, _number_of(args.value, "adventure", "0 to 1", "default")
            )
        kept = library.profiles.adventure(profile.id)
        said = f"the default: {adventure_words(DEFAULT_ADVENTURE)}" if kept is None else f"{kept:g}"
        say(args, {"name": profile.name, "adventure": kept}, f"{profile.name}: {said}")


def my_list_rows(args: Args) -> None:
    with open_library(args) as library:
        profile = library.profiles.find(args.name)
        if args.value is not None:
            library.profiles.set_my_list_rows(profile.id, args.value == "on")
        on = library.profiles.my_list_rows(profile.id)
        told = f"{profile.name}: {'on' if on else 'off'}: {my_list_words(on)}"
        say(args, {"name": profile.name, "my_list_rows": on}, told)


_STILL = "; copies of the store that were kept before have it still: recflix restore --list"
_TRAINED_BEFORE = (
    "models trained while training was on, or by a RecFlix that did not ask, keep what they "
    "learned; to have one without: recflix train"
)
_KNOWN = f"; known: {', '.join(REGIONS)}"
_CONSENTS = {
    Consent.HOUSEHOLD: "its picks count, without its name, in what trends and in its region for "
    "others here; where few live here, a count may be told to be its own",
    Consent.TRAINING: "its ratings are part of what models here are trained on",
}


def _number_of(text: str, what: str, ends: str, none: str) -> float | None:
    """The number, None for the word that stands for none. Raises LibraryError.

    what, ends: what it is of, and how small and great it may be, in words.
    """
    if text == none:
        return None
    try:
        return float(text)
    except ValueError:
        raise LibraryError(f'"{text}" is no {what}: give {ends}, or {none}') from None
