"""Where spreadsheets of others are opened, each in a process of its own.

A file that was made to do harm meets little there, and can be stopped without stopping the dashboard. So nothing of
the rest of the program is imported. The file comes on standard input; what is in it goes to standard output as lines
of JSON (:mod:`ecodash.parsers.protocol`).
"""
