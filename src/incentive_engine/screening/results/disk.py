"""What DuckDB says of a disk that is full, read-only or gone, as the errors that Python has for it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_KNOWN = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.ENOENT)


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Raises OSError with the name `path` where DuckDB cannot write a result, or what no longer fits in memory."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        # A full disk also comes as a transaction that cannot be committed.
        message = str(error)
        number = next((number for number in _KNOWN if os.strerror(number) in message), errno.EIO)
        if number == errno.EIO and not isinstance(error, (duckdb.IOException, duckdb.OutOfMemoryException)):
            raise
        reason = message.splitlines()[0] if number == errno.EIO else os.strerror(number)
        raise OSError(number, reason, str(path)) from error
