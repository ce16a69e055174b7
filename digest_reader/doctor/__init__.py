"""Looks at everything that the reader needs and says what is well, what is doubtful and what is broken.

It changes nothing: no library is made or brought up to date, no folder is made. What is printed of it is left to
``digest_reader.cli.doctor``.
"""
