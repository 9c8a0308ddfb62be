"""Typed spans in a text: numerals and quantities, periods, places.

`quantities` and `periods` are public for people who only want the reading.
"""

from __future__ import annotations

from jjjdata.recognise.periods import Period, periods
from jjjdata.recognise.quantities import Quantity, quantities

__all__ = ["Period", "Quantity", "periods", "quantities"]
