"""Importing a spreadsheet: what is found in it, what it becomes, and the step that takes it in."""
