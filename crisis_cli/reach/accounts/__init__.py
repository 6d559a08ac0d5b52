"""Accounts that texts are published on: one file a service, each in a child process that keeps its secrets."""
