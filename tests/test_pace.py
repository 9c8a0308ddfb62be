"""The measure of time itself: it tells linear work from quadratic, and stops what hangs."""

import time

import pytest
from pace import assert_linear, patience


def test_linear_work_passes():
    assert_linear(lambda size: sum(range(size)), 200_000)


def test_work_in_the_square_fails():
    with pytest.raises(AssertionError, match="4 times the input takes"):
        assert_linear(lambda size: [sum(range(size)) for _ in range(size)], 300)


def test_what_hangs_is_stopped():
    with pytest.raises(TimeoutError, match="still running after 1 seconds"), patience(1):
        time.sleep(60)
