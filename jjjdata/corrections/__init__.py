"""What people correct in the reading: `corrections.toml` beside the documents."""

from jjjdata.corrections.apply import Corrected, correct, show_in_evidence
from jjjdata.corrections.file import Correction, read_corrections
from jjjdata.documents.folder import CORRECTIONS_FILE

__all__ = ["CORRECTIONS_FILE", "Corrected", "Correction", "correct", "read_corrections", "show_in_evidence"]
