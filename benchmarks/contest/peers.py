"""Other libraries as contenders. Each is run as its own guide shows, on the ratings' indices.

The usual settings are the library's defaults, but for those named in `usual`, which do better
than its defaults on the sample data.
"""

from __future__ import annotations

import time
import warnings
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from benchmarks.contest.contender import Contender, biased, difference
from recflix_tui.model.ratings import Features, Ratings

Ints = npt.NDArray[np.integer]
Reals = npt.NDArray[np.floating]
When = npt.NDArray[np.int64] | None


class Surprise(Contender):
    """SVD by gradient descent, on one core."""

    name, package, module = "Surprise SVD", "scikit-surprise", "surprise"
    limit = 5_000_000
    single = True
    algorithm: ClassVar[str] = "SVD"

    @classmethod
    def load(cls, factors: int, threads: int, given: dict[str, Any]) -> None:
        import pandas  # noqa: F401
        import surprise  # noqa: F401

    def prepare(self) -> None:
        import pandas
        from surprise import Dataset, Reader

        r = self.ratings
        table = pandas.DataFrame({"user": r.users, "item": r.items, "stars": r.stars})
        reader = Reader(rating_scale=(r.low, r.high))
        self._trainset = Dataset.load_from_df(table, reader).build_full_trainset()

    def _fit(self, **given: Any) -> Any:
        import surprise

        settings = {"n_factors": self.factors, "random_state": 0, **self.given, **given}
        return getattr(surprise, self.algorithm)(**settings).fit(self._trainset)

    def lap(self) -> list[float]:
        return difference(lambda epochs: self._fit(n_epochs=epochs), 1, 3)

    def train(self) -> None:
        self._model = self._fit()

    def predict(self, users: Ints, items: Ints, when: When) -> Reals:
        model, trainset = self._model, self._trainset
        rows = _places(trainset._raw2inner_id_users, self.ratings.n_users)
        columns = _places(trainset._raw2inner_id_items, self.ratings.n_items)
        return biased(
            trainset.global_mean, model.bu, model.bi, self._users(), model.qi,
            rows[users], columns[items],
        )  # fmt: skip

    def _users(self) -> Reals:
        """The users' factors."""
        factors: Reals = self._model.pu
        return factors


class SurpriseImplicit(Surprise):
    """SVD++, on one core."""

    name, algorithm = "Surprise SVD++", "SVDpp"
    limit = 300_000

    def lap(self) -> list[float]:
        return difference(lambda epochs: self._fit(n_epochs=epochs), 1, 2)

    def _users(self) -> Reals:
        """The users' factors, and what the titles they rated add."""
        out: Reals = self._model.pu.copy()
        for user, rated in self._trainset.ur.items():
            titles = [title for title, _ in rated]
            out[user] += self._model.yj[titles].sum(axis=0) / np.sqrt(len(titles))
        return out


class LibMF(Contender):
    """LIBMF's own threads and blocks; it has no biases, and takes the stars as they are."""

    name, package, module = "LIBMF", "libmf", "libmf"
    usual: ClassVar[dict[str, Any]] = {
        "nr_iters": 30, "lambda_p1": 0.0, "lambda_q1": 0.0, "lambda_p2": 0.1, "lambda_q2": 0.1,
    }  # fmt: skip

    @classmethod
    def load(cls, factors: int, threads: int, given: dict[str, Any]) -> None:
        warnings.simplefilter("ignore", SyntaxWarning)
        import libmf  # noqa: F401

    def prepare(self) -> None:
        r = self.ratings
        self._triples = np.empty((len(r.stars), 3), np.float32)
        for column, values in enumerate((r.users, r.items, r.stars)):
            self._triples[:, column] = values

    def _fit(self, **given: Any) -> Any:
        from libmf import mf

        settings = {"k": self.factors, "nr_threads": self.threads, "quiet": True}
        model = mf.MF(**settings, **{**self.given, **given})
        model.fit(self._triples)
        return model

    def lap(self) -> list[float]:
        return difference(lambda epochs: self._fit(nr_iters=epochs), 1, 9)

    def train(self) -> None:
        self._model = self._fit()

    def predict(self, users: Ints, items: Ints, when: When) -> Reals:
        """Pairs of which one side was not trained on are predicted by the mean, as LIBMF does."""
        P, Q = self._model.p_factors(), self._model.q_factors()
        inside = (users < len(P)) & (items < len(Q))
        dots = np.einsum("nk,nk->n", P[np.where(inside, users, 0)], Q[np.where(inside, items, 0)])
        known = inside & np.isfinite(dots)
        predicted: Reals = np.where(known, dots, self.ratings.stars.mean())
        return predicted


class LensKit(Contender):
    """Biases first, then factors by exact alternating least squares."""

    name, package, module = "LensKit BiasedMF", "lenskit", "lenskit"

    @classmethod
    def load(cls, factors: int, threads: int, given: dict[str, Any]) -> None:
        import lenskit.als  # noqa: F401
        import pandas  # noqa: F401
        from lenskit.parallel import initialize

        initialize(processes=1, threads=threads, backend_threads=1)

    def prepare(self) -> None:
        import pandas
        from lenskit.data import from_interactions_df

        r = self.ratings
        columns = {"user_id": r.users, "item_id": r.items, "rating": r.stars}
        self._data = from_interactions_df(pandas.DataFrame(columns))
        self._trainer: Any = None

    def _scorer(self) -> Any:
        from lenskit.als import BiasedMFScorer

        return BiasedMFScorer(embedding_size=self.factors, **self.given)

    def lap(self) -> list[float]:
        from lenskit.training import TrainingOptions

        if self._trainer is None:
            self._trainer = self._scorer().create_trainer(self._data, TrainingOptions(rng=0))
        started = time.perf_counter()
        self._trainer.train_epoch()
        return [time.perf_counter() - started]

    def train(self) -> None:
        from lenskit.training import TrainingOptions

        self._model = self._scorer()
        self._model.train(self._data, TrainingOptions(rng=0))

    def predict(self, users: Ints, items: Ints, when: When) -> Reals:
        model = self._model
        return biased(
            model.bias.global_bias, model.bias.user_biases, model.bias.item_biases,
            model.user_embeddings, model.item_embeddings,
            model.users.numbers(users, missing="negative"),
            model.items.numbers(items, missing="negative"),
        )  # fmt: skip


class CmfRec(Contender):
    """Collective matrix factorisation without side inputs: biases and factors by exact ALS."""

    name, package, module = "cmfrec CMF", "cmfrec", "cmfrec"
    conjugate: ClassVar[bool] = False

    @classmethod
    def load(cls, factors: int, threads: int, given: dict[str, Any]) -> None:
        import cmfrec  # noqa: F401
        import scipy.sparse  # noqa: F401

    def prepare(self) -> None:
        self._matrix = _matrix(self.ratings).tocoo()

    def _fit(self, **given: Any) -> Any:
        from cmfrec import CMF

        settings = {
            "k": self.factors, "nthreads": self.threads, "use_cg": self.conjugate,
            "finalize_chol": False, "precompute_for_predictions": False, "verbose": False,
        }  # fmt: skip
        return CMF(**{**settings, **self.given, **given}).fit(self._matrix)

    def lap(self) -> list[float]:
        return difference(lambda sweeps: self._fit(niter=sweeps), 1, 3)

    def train(self) -> None:
        self._model = self._fit()

    def predict(self, users: Ints, items: Ints, when: When) -> Reals:
        m = self._model
        return biased(m.glob_mean_, m.user_bias_, m.item_bias_, m.A_, m.B_, users, items)


class CmfRecConjugate(CmfRec):
    """The same by conjugate gradients, three steps a row."""

    name, conjugate = "cmfrec CMF, CG", True


class Implicit(Contender):
    """Alternating least squares by conjugate gradients, three steps a row, for implicit feedback:
    an epoch takes what one for ratings takes, but it predicts no stars."""

    name, package, module = "implicit ALS, CG", "implicit", "implicit"
    predicts = False
    blas_threads = 1  # as its guide asks: its own threads are the ones

    @classmethod
    def load(cls, factors: int, threads: int, given: dict[str, Any]) -> None:
        import implicit.cpu.als  # noqa: F401

    def prepare(self) -> None:
        self._matrix = _matrix(self.ratings).tocsr()

    def lap(self) -> list[float]:
        from implicit.cpu.als import AlternatingLeastSquares

        model = AlternatingLeastSquares(
            factors=self.factors, iterations=2, num_threads=self.threads, use_cg=True,
            random_state=0, **self.given,
        )  # fmt: skip
        times: list[float] = []
        model.fit(
            self._matrix, show_progress=False, callback=lambda _, seconds, __: times.append(seconds)
        )
        return times


class MyFM(Contender):
    """A Bayesian factorisation machine by Gibbs sampling, one chain on one core."""

    name, package, module = "myfm, ids only", "myfm", "myfm"
    limit = 5_000_000
    single = True
    usual: ClassVar[dict[str, Any]] = {"sweeps": 200}
    _BURN_IN = 20

    @classmethod
    def installed(cls) -> bool:
        """Its release at hand also asks for pkg_resources, which setuptools had until 81."""
        from importlib.util import find_spec

        return super().installed() and find_spec("pkg_resources") is not None

    @classmethod
    def load(cls, factors: int, threads: int, given: dict[str, Any]) -> None:
        warnings.simplefilter("ignore", UserWarning)
        import myfm  # noqa: F401

    def prepare(self) -> None:
        r = self.ratings
        self._users, self._user_groups = _side_by_side([_identity(r.n_users)])
        self._items, self._item_groups = _side_by_side([_identity(r.n_items)])
        self._weeks = np.zeros(0, np.int64)

    def _fit(self, sweeps: int, kept: int, callback: Any) -> Any:
        import myfm

        r = self.ratings
        groups = [len(self._weeks)] if len(self._weeks) else []
        return myfm.MyFMRegressor(rank=self.factors, random_seed=0).fit(
            self._week_columns(r.when, len(r.stars)),
            r.stars.astype(np.float64),
            X_rel=self._blocks(r.users, r.items),
            group_shapes=groups + self._user_groups + self._item_groups,
            n_iter=sweeps,
            n_kept_samples=kept,
            callback=callback,
        )

    def _blocks(self, users: Ints, items: Ints) -> list[Any]:
        from myfm import RelationBlock

        return [RelationBlock(users, self._users), RelationBlock(items, self._items)]

    def _week_columns(self, when: When, n: int) -> Any:
        """One column a week that ratings were trained on; None where weeks do not count."""
        import scipy.sparse as sparse

        if when is None or not len(self._weeks):
            return None
        weeks = when // (7 * 86_400)
        places = np.searchsorted(self._weeks, weeks)
        inside = np.minimum(places, len(self._weeks) - 1)
        known = np.flatnonzero(self._weeks[inside] == weeks)
        ones = np.ones(len(known))
        return sparse.csr_matrix((ones, (known, inside[known])), (n, len(self._weeks)))

    def lap(self) -> list[float]:
        ends: list[float] = []

        def sweep_done(*_: object) -> tuple[bool, None]:
            ends.append(time.perf_counter())
            return False, None

        self._fit(4, 1, sweep_done)
        return np.diff(ends).tolist()

    def train(self) -> None:
        sweeps = self.given["sweeps"]
        self._model = self._fit(sweeps, sweeps - self._BURN_IN, lambda *_: (False, None))

    def predict(self, users: Ints, items: Ints, when: When) -> Reals:
        columns = self._week_columns(when, len(users))
        predicted: Reals = self._model.predict(columns, self._blocks(users, items))
        return predicted


class SideMyFM(MyFM):
    """With RecFlix's side inputs: who rated what both ways, genres, decade, people and week."""

    name = "myfm, the same side inputs"
    usual: ClassVar[dict[str, Any]] = {"sweeps": 300}

    def prepare(self) -> None:
        r, rated = self.ratings, _matrix(self.ratings)
        rated.data[:] = 1
        users = [_identity(r.n_users), _unit_rows(rated)]
        items = [_identity(r.n_items), _unit_rows(rated.T.tocsr())]
        users += [_sparse(f) for f in (r.side.people,) if f is not None]
        items += [_sparse(f) for f in (r.side.genres, r.side.decade) if f is not None]
        self._users, self._user_groups = _side_by_side(users)
        self._items, self._item_groups = _side_by_side(items)
        self._weeks = np.zeros(0, np.int64) if r.when is None else np.unique(r.when // 604_800)


# --- ratings as the libraries want them -----------------------------------------------------------


def _matrix(ratings: Ratings) -> Any:
    """The stars by user and item: sparse rows, float32."""
    import scipy.sparse as sparse

    shape = ratings.n_users, ratings.n_items
    return sparse.csr_matrix((ratings.stars, (ratings.users, ratings.items)), shape, np.float32)


def _identity(n: int) -> Any:
    import scipy.sparse as sparse

    return sparse.identity(n, format="csr")


def _sparse(features: Features) -> Any:
    import scipy.sparse as sparse

    shape = len(features.indptr) - 1, features.n_features
    return sparse.csr_matrix((features.values, features.indices, features.indptr), shape)


def _unit_rows(matrix: Any) -> Any:
    """The rows of ones, each over the root of its number of ones."""
    import scipy.sparse as sparse

    counts = np.maximum(np.diff(matrix.indptr), 1)
    return sparse.diags(1 / np.sqrt(counts)) @ matrix


def _side_by_side(blocks: list[Any]) -> tuple[Any, list[int]]:
    """Blocks of columns as one matrix, and the number of columns of each."""
    import scipy.sparse as sparse

    return sparse.hstack(blocks).tocsr().astype(np.float64), [b.shape[1] for b in blocks]


def _places(inner: dict[Any, int], n: int) -> npt.NDArray[np.int64]:
    """The library's own index of each of n rows, -1 where it has none."""
    out = np.full(n, -1)
    out[list(inner)] = list(inner.values())
    return out
