"""The command line: the library's second face, without a screen.

One module a command, each with `run(options, places)`; `command` ties them together. Everything that a command
knows of papers it asks of `digest_reader.library`.
"""
