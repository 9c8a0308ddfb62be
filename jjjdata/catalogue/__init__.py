"""The world as data files: indicators, places, units; loading and resolving them."""
