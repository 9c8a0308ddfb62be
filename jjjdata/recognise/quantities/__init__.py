"""Quantities: numerals that say how much or how many, and the reason why the others do not.

`scan` walks over a text once and gives every numeral exactly one token: a `Quantity`, or a `Rejected` with its
verdict. `quantities` is the public face that gives the quantities alone; `numerals` reads every number, whatever
it stands for.
"""

from __future__ import annotations

from jjjdata.recognise.quantities.model import Quantity, Rejected, Token
from jjjdata.recognise.quantities.numbers import Number, numerals
from jjjdata.recognise.quantities.scanning import quantities, scan

__all__ = ["Number", "Quantity", "Rejected", "Token", "numerals", "quantities", "scan"]
