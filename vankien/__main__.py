"""The command ``vankien`` (also ``python -m vankien``)."""

from __future__ import annotations


def main() -> None:
    """Run the program and end the process with its exit code."""
    from vankien.cli.app import app

    app()


if __name__ == "__main__":
    main()
