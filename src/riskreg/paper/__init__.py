"""The printed documents, drawn from records."""
