"""LinkedIn: 3,000 characters for a post."""

from __future__ import annotations

from crisis_cli.statements.channels.platform import Platform, by_utf16

LIMIT = 3_000
"""No page of LinkedIn's own was found; Buffer's, Ayrshare's and Upload-Post's guides agree (a comment: 1,250).
UTF-16 units are the most that any of them counts, so that what fits here fits there."""

LINKEDIN = Platform("linkedin", "LinkedIn", LIMIT, "UTF-16 units", by_utf16, exact=False)
