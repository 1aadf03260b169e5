"""Steps for worker processes that do what files in the wild do to a reader: hang, die, eat memory, raise."""

from __future__ import annotations

import os
import signal
import time

from core.document import Document


def misbehave(document: Document) -> Document:
    """Do what the text says."""
    order = document.text.split()[0]
    if order == "hang":
        time.sleep(1000)
    elif order == "hold":
        while True:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
    elif order == "exit":
        os._exit(7)
    elif order == "abort":
        os.abort()
    elif order == "raise":
        raise ValueError("lỗi")
    elif order == "eat":
        return document.with_(words=tuple(bytes(2**28) for _ in range(64)))
    elif order == "print":
        os.write(1, "lẫn vào".encode())
    elif order == "half":
        return document.with_(text="\ud800")
    elif order == "slow":
        time.sleep(0.5)
    return document.with_(made_by={**document.made_by, "step": str(os.getpid())})
