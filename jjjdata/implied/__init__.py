"""What follows arithmetically from the observations, with its bounds and its derivation."""

from jjjdata.implied.derive import imply
from jjjdata.implied.meeting import Meeting, meetings
from jjjdata.implied.sentence import sentence

__all__ = ["Meeting", "imply", "meetings", "sentence"]
