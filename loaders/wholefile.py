"""Write a file so that whoever reads it finds the old bytes or the new ones, never half of either.

A process that dies while it writes leaves the old file as it was. This module must not know what a
file says.
"""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> Path:
    """Put new bytes in the place of a file at once, making its folder; return the path."""
    # A link stays a link; what is no file, such as /dev/stdout, has nothing to lose.
    place = path.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists() and not place.is_file():
        place.write_bytes(content)
        return path
    if place.exists():
        # Only a file that may be written may be replaced.
        place.open("ab").close()
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        _write(part, content)
        if place.exists():
            part.chmod(place.stat().st_mode)
        part.replace(place)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return path


def _write(part: Path, content: bytes) -> None:
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        # The new name must not reach the disk before the bytes do.
        os.fsync(file.fileno())
