"""The kinds of work that are measured, who does each, and what it takes at the least."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks import machine
from benchmarks.contest import fold_in
from benchmarks.synthetic import ML_1M, ML_20M, ML_32M, Shape

SHAPES = {
    "100k": Shape("ML-100K", 943, 1_682, 100_000),
    "1m": ML_1M,
    "20m": ML_20M,
    "32m": ML_32M,
}
# What a work takes of a limit of the machine, operations or bytes, of the number of ratings, of
# users and items together, and of factors.
Share = Callable[[int, int, int], float]


@dataclass(frozen=True)
class Work:
    """One kind of work and who does it."""

    title: str
    unit: str
    """What is timed."""
    contenders: tuple[str, ...]
    """Their classes by name, RecFlix first."""
    factors: tuple[int, ...] = (64, 32)
    """The numbers of factors measured where none is asked for."""
    shapes: tuple[str, ...] = ("1m",)
    """The shapes of the data, likewise."""
    share: Share | None = None
    """What it takes at the least; None where that is not known."""
    limit: str = "flops"
    """Of which of the machine's limits that is: "flops" or "bytes"."""
    note: str = ""
    """What is said under its table."""


WORKS = {
    "sgd": Work(
        "Gradient descent",
        "an epoch",
        ("Sgd", "LibMF", "Surprise"),
        share=lambda n, _, k: machine.sgd_bytes(n, k),
        limit="bytes",
        note="Share: of the memory bandwidth, 16 k + 12 bytes a rating, as if no factor stayed "
        "in a cache; where tiles do, it can pass 100 %.",
    ),
    "implicit": Work(
        "Gradient descent with implicit feedback",
        "an epoch",
        ("ImplicitSgd", "SurpriseImplicit"),
        factors=(32,),
        shapes=("100k",),
        note="RecFlix learns from who rated what both ways, SVD++ from one.",
    ),
    "als": Work(
        "Alternating least squares, exact",
        "a sweep",
        ("Als", "LensKit", "CmfRec"),
        share=machine.als_flops,
        note="Share: of sgemm; K (K + 1) + 2 K operations a rating and side (of x x' its lower "
        "triangle), K^3 / 3 a row, K = k + 1.",
    ),
    "cg": Work(
        "Alternating least squares by conjugate gradients, 3 steps",
        "a sweep",
        ("ConjugateAls", "Implicit", "CmfRecConjugate"),
        share=lambda n, _, k: machine.cg_flops(n, k, steps=3),
        note="Share: of sgemm; 4 (k + 1) operations a rating, side and step, and once more at "
        "the start. implicit solves for implicit feedback and predicts no stars.",
    ),
    "gibbs": Work(
        "Gibbs sampling, ids only",
        "a sweep of one chain",
        ("Gibbs", "MyFM"),
        factors=(12,),
        share=machine.als_flops,
        note="RecFlix's seconds are a sweep of all its chains, on all threads, over their "
        "number; myfm has one chain on one thread. Share: of sgemm, counted as for exact ALS.",
    ),
    "fold-in": Work(
        f"Fold-in of {fold_in.N_RATED} ratings, {fold_in.N_ITEMS:,} titles scored, the top "
        f"{fold_in.TOP}, one core",
        "a profile",
        ("RecFlixFoldIn", "NumPyFoldIn"),
        factors=(64,),
        share=lambda _, __, k: 4.0 * fold_in.N_ITEMS * k,
        limit="bytes",
        note="Share: of the memory bandwidth, the titles' factors read once.",
    ),
}
