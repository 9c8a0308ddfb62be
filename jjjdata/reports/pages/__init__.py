"""The HTML pages: reports in their frame, marked documents, and the index."""
