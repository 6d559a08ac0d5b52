"""The one boundary where an error becomes words and an exit code (DESIGN: Speaking to the user)."""

from __future__ import annotations

import gc
import os
import sys

from crisis_cli.errors import CrisisError, PlaybookUnreadable

INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    # Replaying a journal makes much and throws nothing away: searching it for garbage took half of the time.
    gc.set_threshold(100_000, 50, 100)
    code = run(sys.argv[1:] if arguments is None else arguments)
    gc.freeze()  # for the same reason: all that is left goes with the process
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """The exit code of one command; everything that went wrong is said on stderr, without a traceback."""
    from crisis_cli.commands.ahead import ahead

    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets a mark, never a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        with ahead(arguments):
            from crisis_cli.commands.app import invoke

            return invoke(arguments)
    except PlaybookUnreadable as unreadable:
        from crisis_cli.ui.findings.colour import wanted
        from crisis_cli.ui.findings.text import lines
        from crisis_cli.ui.findings.wrapping import columns_of

        text, colour = unreadable.text, wanted(sys.stderr.isatty(), os.environ)
        columns = columns_of(sys.stderr, os.environ)
        _say(unreadable, before=lines(unreadable.findings, lambda _: text, colour, columns))
        return unreadable.exit_code
    except CrisisError as failure:
        _say(failure)
        return failure.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone (`crisis log | head`): that is no failure of ours.
        sys.stderr.close()
        return 0
    except OSError as failure:
        _say(CrisisError(f"This machine refused: {failure.strerror or failure}.", _where(failure)))
        return CrisisError.exit_code
    except Exception as fault:
        _say(CrisisError(f"A fault in crisis-cli itself: {type(fault).__name__}.", _kept(fault)))
        return CrisisError.exit_code


def _where(failure: OSError) -> str:
    return f"File: {failure.filename}" if failure.filename else ""


def _kept(fault: Exception) -> str:
    """Where the traceback lies, for whoever mends it; a user never has to read one. It may go to strangers: no
    address in it shows its password."""
    import tempfile
    import traceback

    from crisis_cli.domain.secrets import masked

    said = "What was stored before is safe; the command can be typed again."
    try:
        with tempfile.NamedTemporaryFile("w", prefix="crisis-fault-", suffix=".txt", delete=False) as file:
            file.write(masked("".join(traceback.format_exception(fault))))
    except OSError:
        return said
    return f"{said} Details for a report of the fault: {file.name}"


def _say(failure: CrisisError, before: list[str] | None = None) -> None:
    from crisis_cli.ui.safe import safe

    for line in before or []:
        print(line, file=sys.stderr)
    print(f"crisis: {safe(failure.message)}", file=sys.stderr)
    if failure.hint:
        print(f"        {safe(failure.hint)}", file=sys.stderr)


if __name__ == "__main__":
    main()
