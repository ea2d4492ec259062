"""riskreg: a desktop register for internal control and risk."""

__version__ = "0.1.0"
