"""What one submission may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds on one submission; `c.Grade.<name>` in nbgrader_config.py changes one of them."""

    cell_seconds: float = 30.0
    test_seconds: float = 20.0
    total_seconds: float = 240.0
    memory_mb: int = 1536  # of all its processes together
    processes: int = 64
    file_mb: int = 64  # one file
    disk_mb: int = 128  # all files
