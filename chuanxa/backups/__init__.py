"""Backups: one file that holds the database, the media and what they must look like when they are read again.

A backup is a snapshot of one moment, taken while people work; it gets its name only after it was read back and found whole.
A restore never trusts the file: sizes, digests, row counts and the program's own checks must agree before anything is replaced.
"""
