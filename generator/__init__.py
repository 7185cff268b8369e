"""From YAML evidence cards to a site, its exports and an offline bundle."""

__version__ = "0.1.0"
