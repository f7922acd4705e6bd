from __future__ import annotations

from benchmarks.contest import fold_in


def test_both_fold_ins_find_the_same_titles() -> None:
    model, profiles = fold_in.made_up(8, n_items=300)
    for profile in profiles[:5]:
        ours = fold_in.RecFlixFoldIn.top(model, profile)
        assert ours.tolist() == fold_in.NumPyFoldIn.top(model, profile).tolist()
