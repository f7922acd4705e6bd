"""What comes of an error, of wrong usage and of an interrupt, whatever the command."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from recflix_tui import cli
from recflix_tui.commands.parser import parser
from recflix_tui.text import clean
from tests.drivers.command_line import recflix, recflix_process
from tests.drivers.terminal import on_a_terminal

FAILURES = [
    (("recommend", "--profile", "Bob"), 'no profile "Bob"'),
    (("rate", "--profile", "Ada", "--movie-id", "7", "4"), "no movie 7"),
    (("rate", "--profile", "Ada", "--movie-id", "20", "4.2"), "4.2 is not a rating"),
    (("rate", "--profile", "Ada", "--movie-id", "20", "nan"), "nan is not a rating"),
    (("rate", "--profile", "Ada", "--title", "Flim 7", "4"), "near it, by --movie-id: Film"),
    (("profile", "add", "ADA"), "already a profile named Ada"),
    (("model", "use", "99"), "99"),
    (("dataset", "use", "nowhere"), "nowhere"),
    (("dataset", "import", "/no/such/folder"), "/no/such/folder"),
    (("train", "--factors", "0"), "factors must be"),
    (("train", "--solver", "sgd", "--side", "genres"), "sgd has no side input genres"),
    (("train", "--solver", "als", "--side", "all"), "als has no side inputs; leave --side out"),
    (("evaluate", "--solver", "als", "--side", "all"), "als has no side inputs"),
    (("tune", "--solver", "als", "--side", "all"), "als has no side inputs"),
    (
        ("train", "--side", "genres", "--learning-rate", "0.1"),
        "no solver has all that is set: sgd has no side input genres",
    ),
    (("train", "--side", "shoes"), "no side input 'shoes'; give none, all, or some of"),
    (("train", "--side", "none,genres"), "none stands alone; give it alone, or leave it out"),
    (("train", "--solver", "sgd", "--time", "9"), "--solver auto"),
    (("evaluate", "--metrics", "rmse,luck"), "no metric 'luck'; give rating, ranking, all"),
    (("evaluate", "--metrics", "none"), "no metric 'none'; give rating, ranking, all"),
    (("evaluate", "--leave", "3"), "--leave is for --split user"),
    (("evaluate", "--titles", "movies.csv"), "--titles and --users are for rating files"),
    (
        ("evaluate", "--train", "x", "--test", "y", "--split", "user"),
        "--split is for the dataset in use",
    ),
    (("evaluate", "--train", "/no/file"), "--train and --test belong together"),
    (
        ("evaluate", "--train", "x", "--test", "y", "--side", "genres"),
        "genres needs a file; give it with --titles",
    ),
    (("evaluate", "--train", "/no/file", "--test", "/no/file"), "file: there is no such file"),
]


@pytest.mark.parametrize(("words", "line"), FAILURES)
def test_what_fails_says_so_in_one_line(
    shared_home: Path, words: tuple[str, ...], line: str
) -> None:
    done = recflix(shared_home, *words)
    assert done.returncode == 1
    assert done.stdout == ""
    assert line in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("rate",),
        ("recommend",),
        ("nonsense",),
        ("train", "--reg", "x"),
        ("train", "--solver", "magic"),
        ("train", "--time", "0"),
        ("evaluate", "--side", ","),
        ("evaluate", "--share", "1"),
        ("evaluate", "--leave", "0"),
        ("dataset", "remove", ""),
    ],
)
def test_wrong_usage_exits_with_2(shared_home: Path, words: tuple[str, ...]) -> None:
    assert recflix(shared_home, *words).returncode == 2


@pytest.mark.parametrize(
    "words", [("profile", "list"), ("recommend", "--profile", "Bob"), ("nonsense",)]
)
def test_a_process_says_and_ends_as_the_command_does_here(
    shared_home: Path, words: tuple[str, ...]
) -> None:
    here, apart = recflix(shared_home, *words), recflix_process(shared_home, *words)
    assert (apart.returncode, apart.stdout, apart.stderr) == (
        here.returncode,
        here.stdout,
        here.stderr,
    )


def test_wrong_usage_is_told_in_a_plain_line_however_much_it_quotes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        parser.make_parser([]).parse_args(["\x1b[31m" + "x" * 70_000])
    *usage, said = capsys.readouterr().err.splitlines()
    assert usage[0].startswith("usage: recflix")
    assert "\x1b" not in said
    assert len(said) < 600
    assert said.startswith("recflix: error: ")


def test_wrong_usage_of_a_command_is_told_by_it_in_a_few_lines(shared_home: Path) -> None:
    for words, told in (
        ("page --profile Ada -n 3", "recflix page: error: unrecognized arguments: -n 3"),
        ("evaluate --given 0", "recflix evaluate: error: argument --given: 0 is below 1"),
    ):
        done = recflix(shared_home, *words.split())
        *usage, last = done.stderr.splitlines()
        assert (done.returncode, done.stdout, last) == (2, "", told)
        assert usage[0].startswith(f"usage: recflix {words.split()[0]} [")
        assert len(usage) <= 3


def test_an_interrupt_is_one_line_from_the_beginning(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(words: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(parser, "make_parser", interrupted)
    assert cli.main(["warm"]) == 130
    assert capsys.readouterr().err == "recflix: stopped\n"


def test_without_a_terminal_the_app_says_what_to_do(shared_home: Path) -> None:
    done = recflix(shared_home)
    assert done.returncode == 1
    assert "terminal" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--home", "{}", "profile", "list", "--json"),
        ("profile", "--home", "{}", "list", "--json"),
        ("profile", "list", "--json", "--home", "{}"),
        ("--home", "/no/home", "profile", "list", "--json", "--home", "{}"),
    ],
)
def test_the_home_stands_before_or_after_the_command(
    shared_home: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = recflix(tmp_path / "another", *(word.format(shared_home) for word in words))
    assert [profile["name"] for profile in json.loads(done.stdout)] == ["Ada"]
    assert not (tmp_path / "another").exists()


@pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")
@pytest.mark.parametrize(
    ("error", "line"),
    [
        ('StoreError("the disk is gone")', "the disk is gone"),
        ('ValueError("odd")', "unexpected ValueError: odd"),
    ],
)
def test_an_app_that_cannot_start_ends_in_a_line_and_not_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: str, line: str
) -> None:
    failing = tmp_path / "failing.py"
    failing.write_text(
        "from recflix_tui import app, cli\n"
        "from recflix_tui.store.records import StoreError\n"
        f"async def fail(self):\n    raise {error}\n"
        "app.RecflixApp.on_mount = fail\n"
        "raise SystemExit(cli.main())\n"
    )
    code, shown = on_a_terminal(tmp_path / "home", (), "", b"", program=(str(failing),))
    assert code == 1
    assert "Traceback" not in shown
    assert clean(shown).endswith(f"recflix: {line}")
