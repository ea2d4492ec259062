"""Importing a spreadsheet: what is found in it, what it becomes, and the step that takes it in."""

from riskreg.gui.import_dialog.dialog import ImportDialog as ImportDialog
