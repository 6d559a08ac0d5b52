"""The proof of a playbook's promises as it is read: a page for a terminal, Markdown for a pull request, JSON."""
