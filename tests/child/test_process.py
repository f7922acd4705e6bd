"""The training process, with small programs in the place of the real one."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from recflix_tui.child.events import Failed
from recflix_tui.child.process import ChildProcess
from recflix_tui.training.events import (
    Choosing,
    EpochDone,
    RefitEpochDone,
    Refitting,
    Saved,
    Started,
)
from recflix_tui.training.training_state import TrainingState
from recflix_tui.tuning.events import Measured, RungDone, Tuned, TuningStarted
from recflix_tui.tuning.tuning_state import TuningState

EVENTS = [
    Started(100, 10, 20, {"factors": 4}, "sgd"),
    EpochDone(1, 3, 1.0, 1.1, 0.1, 0.5),
    EpochDone(2, 3, 0.9, 1.0, 0.1, 0.4),
    EpochDone(3, 3, 0.8, 1.05, 0.1, 0.3),
    Refitting(2, 1.0),
    RefitEpochDone(1, 2, 1.0, 0.1, 0.1),
    RefitEpochDone(2, 2, 0.9, 0.1, 0.2),
    Choosing(18, 0.2),
    Saved(7, 1.0, 0.6),
]
LINES = [event.to_json() for event in EVENTS]


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def printing(lines: Sequence[str], then: str = "") -> list[str]:
    text = json.dumps("".join(line + "\n" for line in lines))
    return python(f"import sys,time; sys.stdout.write({text}); sys.stdout.flush()\n{then}")


async def follow(training: ChildProcess[TrainingState]) -> list[TrainingState]:
    return [state async for state in training.states()]


def training_by(argv: Sequence[str], grace: float = 2.0) -> ChildProcess[TrainingState]:
    return ChildProcess(argv, TrainingState(), grace)


async def test_the_states_follow_the_process_to_its_end() -> None:
    states = await follow(training_by(printing(LINES)))
    assert [s.status for s in states] == [
        "starting",
        *["running"] * 6,
        "saving",
        "choosing",
        "done",
    ]
    last = states[-1]
    assert (last.version, last.settings, last.n_ratings) == (7, {"factors": 4}, 100)
    assert last.solver == "sgd"
    assert [e.number for e in last.epochs] == [1, 2, 3]
    assert last.best is not None
    assert last.best.number == 2
    fractions = [s.fraction for s in states]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)


async def test_without_a_holdout_the_last_epoch_leads_to_saving() -> None:
    events = [EpochDone(n, 2, 1.0, None, 0.1, 0.1) for n in (1, 2)]
    states = await follow(training_by(printing([e.to_json() for e in events])))
    assert [s.status for s in states][1:3] == ["running", "saving"]
    assert [s.fraction for s in states][1:3] == [0.5, 1.0]
    assert states[2].best is None


async def test_a_failure_that_the_process_tells_of_is_its_message() -> None:
    line = json.dumps({"event": "failed", "message": "the training diverged in epoch 2"})
    states = await follow(training_by(printing([*LINES[:2], line])))
    assert (states[-1].status, states[-1].message) == ("failed", "the training diverged in epoch 2")


async def test_the_last_line_of_stderr_is_the_message_of_a_crash() -> None:
    code = "import sys; sys.stderr.write('first\\nno space left\\n\\n'); sys.exit(1)"
    states = await follow(training_by(python(code)))
    assert (states[-1].status, states[-1].message) == ("failed", "no space left")


async def test_a_process_that_dies_silently_is_a_failure_with_a_clear_line() -> None:
    code = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    states = await follow(training_by(python(code)))
    assert states[-1].status == "failed"
    assert states[-1].message == "it ended without a word (signal 9); start it again"


async def test_a_process_that_ends_well_without_saving_is_a_failure_too() -> None:
    states = await follow(training_by(printing(LINES[:3])))
    assert states[-1].status == "failed"
    assert "exit code 0" in states[-1].message


async def test_a_program_that_is_not_there_is_a_failure() -> None:
    states = await follow(training_by(["/nowhere/recflix"]))
    assert states[-1].status == "failed"
    assert "could not start" in states[-1].message


async def test_an_event_may_be_a_long_line() -> None:
    line = Failed("x" * 100).to_json()
    said = f"print({line!r}.replace('x', 'x' * 2000))"
    (*_, last) = await follow(training_by(python(said)))
    assert last.message == "x" * 200_000


async def test_lines_that_are_no_events_are_passed_over() -> None:
    states = await follow(training_by(printing(["warning: something", "{}", *LINES])))
    assert states[-1].status == "done"


async def test_cancel_ends_the_process_and_is_not_a_failure() -> None:
    training = training_by(printing(LINES[:2], "time.sleep(60)"))
    seen = []
    async for state in training.states():
        seen.append(state.status)
        if state.epochs:
            training.cancel()
            training.cancel()
    assert seen[-1] == "cancelled"


async def test_cancel_kills_a_process_that_will_not_end() -> None:
    stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    program = printing(LINES[:1], "")
    program[-1] = stubborn + program[-1] + "\ntime.sleep(60)"
    training = training_by(program, grace=0.05)
    states = []
    async for state in training.states():
        states.append(state)
        if state.n_ratings:
            training.cancel()
    assert states[-1].status == "cancelled"


async def test_cancelled_before_its_process_is_there_it_never_starts(tmp_path: Path) -> None:
    mark = tmp_path / "started"
    training = training_by(python(f"open({str(mark)!r}, 'w')"))
    training.cancel()
    assert (await follow(training))[-1].status == "cancelled"
    assert not mark.exists()


async def test_the_process_does_not_outlive_the_task_that_follows_it() -> None:
    """The process tells its own number as that of the ratings."""
    line = Started(0, 10, 20, {}).to_json().replace('"n_ratings": 0', '"n_ratings": %d')
    program = python(f"import os, time; print({line!r} % os.getpid(), flush=True); time.sleep(60)")
    pids: asyncio.Queue[int] = asyncio.Queue()

    async def follow_until_cancelled() -> None:
        async for state in training_by(program).states():
            if state.n_ratings:
                pids.put_nowait(state.n_ratings)

    task = asyncio.create_task(follow_until_cancelled())
    pid = await pids.get()
    os.kill(pid, 0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_where_every_sweep_makes_it_better_the_last_is_the_best() -> None:
    events = [Started(100, 10, 20, {}, "gibbs"), *EVENTS[1:4]]
    states = await follow(training_by(printing([e.to_json() for e in events])))
    assert states[-1].best is not None
    assert states[-1].best.number == 3


MEASURED = [
    Measured(1, 0, {}, 0, 0.90, "", None, None, 0.90, 1, 3, False, 0.2, 0.4),
    Measured(1, 1, {"reg": 2.0}, 0, 0.89, "", 0.89, {"reg": 2.0}, 0.90, 2, 3, True, 0.0, 0.2),
]
TUNED = Tuned(
    "sgd", True, {"reg": 2.0}, {"reg": 2.0}, {"reg": 2.0}, 0.89, 0.9, 0.01, 0.001, 5, 2, "", True, 1
)


async def test_a_tuning_is_followed_like_a_training() -> None:
    ranking = [{"candidate": 1, "changed": {}, "rmse": 0.89, "goes_on": True}]
    events = [
        TuningStarted("sgd", "", {}, 100, 100, [2, 1], [1, 2], 3, 0),
        *MEASURED,
        RungDone(1, 1, ranking, 0.2, 0.2),
        TUNED,
    ]
    argv = printing([event.to_json() for event in events])
    states = [state async for state in ChildProcess(argv, TuningState()).states()]
    assert [s.status for s in states] == ["starting", *["running"] * 4, "done"]
    assert [s.fraction for s in states] == pytest.approx([0, 0, 1 / 3, 2 / 3, 2 / 3, 1])
    assert states[3].eta_seconds == 0.2
    assert states[-1].solver == "sgd"
    assert states[-1].outcome == TUNED


async def test_a_tuning_fails_or_is_called_off_in_words_of_its_own() -> None:
    line = json.dumps({"event": "failed", "message": "there are too few ratings"})
    states = [state async for state in ChildProcess(printing([line]), TuningState()).states()]
    assert (states[-1].status, states[-1].message) == ("failed", "there are too few ratings")
    assert TuningState().cancelled().status == "cancelled"
