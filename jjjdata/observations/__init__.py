"""From statements to the tidy table: the same thing, at the same place and time, in one row."""

from jjjdata.observations.reconcile import reconcile

__all__ = ["reconcile"]
