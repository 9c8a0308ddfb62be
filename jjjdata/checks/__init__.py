"""What does not fit together in the tables, what does, and what a reader must know of them: findings."""

from jjjdata.checks.examine import examine
from jjjdata.checks.outcomes import Outcome, outcomes

__all__ = ["Outcome", "examine", "outcomes"]
