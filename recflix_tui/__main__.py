"""`python -m recflix_tui` is the `recflix` command."""

from recflix_tui.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
