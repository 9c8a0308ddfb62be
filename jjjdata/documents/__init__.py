"""Bytes to `Document`s: text exactly as decoded, metadata, and how the date is known."""
