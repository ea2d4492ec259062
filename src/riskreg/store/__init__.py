"""The register as a file: tables, journal, migrations."""
