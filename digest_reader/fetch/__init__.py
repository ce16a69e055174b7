"""Digests from the network into the library: arXiv's announcements, feeds, and repositories of digests.

What is fetched goes the same way as a file that is imported: its content tells its format, and
`digest_reader.library.Library.add` merges it.
"""
