"""Fixtures for all tests: no network, and the folder of real files where it lies beside the checkout."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

SHARED = Path(__file__).resolve().parents[2] / "shared"

# Timing on a busy 2-core machine says nothing about the code, so no deadline per example.
# With CI set the examples are the same at every run: a landing does not depend on chance, the search for new ones goes on at the desk.
settings.register_profile(
    "default", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("default")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared with real documents and gold labels; with CI set its absence is a failure."""
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"the folder {SHARED} is missing, and CI has to have it")
        pytest.skip("the folder ../shared (real documents) is absent")
    return SHARED


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection to another machine is an error: vankien is offline."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            refuse(address)
        connect(self, address)

    def refuse(address: Any) -> NoReturn:
        raise AssertionError(f"network access: {address}")

    monkeypatch.setattr(socket.socket, "connect", guarded)
