"""What a start does behind the first screen: opens the sample data, trains its first models,
compiles the solvers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from recflix_tui.library.datasets import SAMPLE

if TYPE_CHECKING:
    from recflix_tui.screens.background.host import Host

OPENING = "opening the sample data"
PATIENCE = 1.0  # seconds between looks whether a training has ended


async def open_sample(host: Host, asked: bool = False) -> None:
    """On a home without a dataset take the sample into use; train its first models.

    asked: whether the person wants the sample, whatever other datasets there are.
    """
    with host.errors_shown():
        before = host.library.snapshot
        returns = host.profile_id is not None  # who watches before any dataset is opened
        if before.dataset is None:
            datasets = host.library.datasets
            host.say_opening(OPENING)
            try:
                # In a thread of its own: the reader has first screens to serve meanwhile.
                await asyncio.to_thread(
                    datasets.use_sample if asked else datasets.use_sample_if_none
                )
            finally:
                host.say_opening("")
            host.changed()
            if not asked and (before.dataset_problem or returns):
                why = before.dataset_problem or "no dataset was there any more"
                said = f"{why}; the sample data is open in its place"
                host.notify(said, markup=False, timeout=8)
        now = host.library.snapshot
        if now.model_problem is not None:  # says what mends it; nothing is trained unasked
            host.show_error(now.model_problem)
        elif now.dataset_name == SAMPLE and now.dataset is not None and now.model_info is None:
            await _train_first(host)
        elif now.dataset_name == SAMPLE and host.library.models.accurate_is_due:
            host.training.start()  # the app was left before it was there


async def _train_first(host: Host) -> None:
    """Train the quickest model, which someone waits for, and then the one that `auto` takes:
    where another follows, what people pick is left to that."""
    from recflix_tui.solvers.auto import QUICKEST, choose

    dataset = host.library.snapshot.need_dataset()
    sizes = dataset.n_ratings, dataset.n_users, dataset.n_items
    best, _ = await asyncio.to_thread(choose, *sizes)
    if best != QUICKEST:
        await host.write(host.library.models.expect_accurate, True)
    await host.training.train_at_once(solver=QUICKEST, picks=best == QUICKEST)
    if host.library.models.accurate_is_due:  # else the quick one failed or was called off
        host.training.start()


async def compile_solvers(host: Host) -> None:
    """Compile the solvers where that was not done yet, once no training is under way."""
    from recflix_tui.child.process import run_aside

    if await asyncio.to_thread(lambda: host.library.models.compiled):
        return
    while host.opening or host.training.is_active:
        await asyncio.sleep(PATIENCE)
    host.say_preparing("preparing trainings, once")
    await run_aside(host.library.models.warming_command())
    host.say_preparing("")
