"""The library's SQLite file: connections, schema and queries. No decisions are taken here."""
