"""The index of what is searched: words of titles and names, Chinese pairs, initials, and facts that imports bring.

An index is segments; a segment is some papers' vocabulary and, for each word, the papers that hold it, as numpy arrays
in memory or mapped from one file. Everything here is derived from the library and can be thrown away. What a query
means and which papers are shown for it is `digest_reader.filter`.
"""
