"""What follows arithmetically from the observations, with its bounds and its derivation."""

from jjjdata.implied.changes import Passage, passages
from jjjdata.implied.derive import imply
from jjjdata.implied.meeting import Meeting, meetings
from jjjdata.implied.sentence import sentence
from jjjdata.implied.sums import Balance, balances

__all__ = ["Balance", "Meeting", "Passage", "balances", "imply", "meetings", "passages", "sentence"]
