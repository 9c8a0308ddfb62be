"""Repair a text while carrying every character's place in the original.

`repair(text)` returns a `Repaired`: the readable text, where each of its characters came from, and the `Cut`s,
the stretches that were taken out and why.
"""

from jjjdata.text.repairing import repair
from jjjdata.text.trace import Cut, Repaired

__all__ = ["Cut", "Repaired", "repair"]
