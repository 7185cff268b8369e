"""Charts: a view in, a drawing out. `draw(view, cache)` is all that the rest of the project needs."""

from generator.chart.cache import Cache, DiskCache, MemoryCache
from generator.chart.drawing import CHARTS, Drawing, draw
from generator.chart.words import KeyEntry

__all__ = ["CHARTS", "Cache", "DiskCache", "Drawing", "KeyEntry", "MemoryCache", "draw"]
