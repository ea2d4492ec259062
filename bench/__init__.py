"""The figures of riskreg, each measured in one run: `make bench`, or `python -m bench editing` for some."""
