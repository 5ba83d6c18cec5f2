"""Downloads every file of a job into a folder, several at a time, in tasks of asyncio."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Any, AsyncIterator, Awaitable, Callable, Dict, List, Optional

from ._job_downloads import OnProgress, SavedFile, file_name, report_progress
from ._downloads import on_path

if TYPE_CHECKING:
    from ._generated.types import File


async def download_job_files_async(
    files: "AsyncIterator[File]",
    folder: str,
    concurrency: int,
    download: "Callable[[File, str], Awaitable[Any]]",
    on_progress: Optional[OnProgress],
) -> List[SavedFile]:
    """Return the files with their paths, in the order of the list. The first failure starts no further file.

    :raises FirstHandError: the first failure, once the downloads in progress have ended
    """
    on_path(folder, os.makedirs, folder, 0o777, True)
    saved: Dict[int, SavedFile] = {}
    lock = asyncio.Lock()
    begun = 0
    is_over = False

    async def work() -> None:
        nonlocal begun, is_over
        try:
            while not is_over:
                async with lock:
                    file = await _next(files)
                    index = begun
                    begun += 1
                if file is None:
                    return
                result = SavedFile(file, os.path.join(folder, file_name(file)))
                await download(file, result.path)
                saved[index] = result
                report_progress(on_progress, result, len(saved))
        except BaseException:
            is_over = True
            raise

    outcomes = await asyncio.gather(*(work() for _ in range(concurrency)), return_exceptions=True)
    for outcome in outcomes:
        if outcome is not None:
            raise outcome
    return [saved[index] for index in sorted(saved)]


async def _next(files: "AsyncIterator[File]") -> "Optional[File]":
    try:
        return await files.__anext__()
    except StopAsyncIteration:
        return None
