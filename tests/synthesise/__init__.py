"""Tests of what follows from the printed numbers."""
