"""What a digest says: bytes to records, without database, network or the user's folders."""
