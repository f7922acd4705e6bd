from __future__ import annotations

from benchmarks import machine


def test_operations_are_those_of_the_loops() -> None:
    n, rows, k = 7, 3, 4
    K, count = k + 1, 0
    for _ in range(2 * n):
        for row in range(K):
            count += 2 * (row + 1)  # a multiplication and an addition each up to the diagonal
            count += 2  # of the right-hand side
    assert machine.als_flops(n, rows, k) == count + rows * K**3 / 3
    assert machine.cg_flops(n, k, steps=3) == 2 * n * 4 * (2 * K + 2 * K)
    assert machine.sgd_bytes(n, k) == n * (4 * k * 4 + 12)
