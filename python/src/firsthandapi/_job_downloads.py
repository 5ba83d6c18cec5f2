"""Downloads every file of a job into a folder, several at a time."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import (
    TYPE_CHECKING,
    Any,
    AsyncIterator,
    Awaitable,
    Callable,
    Dict,
    Iterator,
    List,
    NamedTuple,
    Optional,
)

from ._downloads import checked_file, on_path
from ._errors import redact
from ._send import LOGGER

if TYPE_CHECKING:
    from ._generated.types import File


# Extensions that differ from the subtype of the media type. Contract §4.
_EXTENSIONS = {"jpeg": "jpg", "mpeg": "mp3", "quicktime": "mov"}


class SavedFile(NamedTuple):
    """A file that was downloaded."""

    file: "File"
    #: The folder, the file's id and the extension of its content type.
    path: str


def file_name(file: "File") -> str:
    """Return a name of word characters alone, whatever the service sends, so that it stays in its folder."""
    _, _, kind = str(checked_file(file).get("content_type")).partition("/")
    name = f"{file['id']}.{_EXTENSIONS.get(kind, kind)}"
    return re.sub(r"[^\w.]|^\.+", "_", name, flags=re.A)


#: Called after each file, with the number of files so far.
OnProgress = Callable[[SavedFile, int], Any]


_END: Any = (-1, None)


class JobDownload:
    """Threads that take files from one list. The first failure starts no further file."""

    def __init__(
        self,
        files: "Iterator[File]",
        folder: str,
        download: "Callable[[File, str], Any]",
        on_progress: Optional[OnProgress],
    ) -> None:
        self._files = enumerate(files)
        self._folder = folder
        self._download = download
        self._on_progress = on_progress
        self._saved: Dict[int, SavedFile] = {}
        self._lock = Lock()
        self._is_over = False

    def run(self, concurrency: int) -> List[SavedFile]:
        """Return the files with their paths, in the order of the list.

        :raises FirstHandError: the first failure, once the downloads in progress have ended
        """
        on_path(self._folder, os.makedirs, self._folder, 0o777, True)
        with ThreadPoolExecutor(concurrency, "firsthandapi-download") as threads:
            outcomes = [threads.submit(self._work) for _ in range(concurrency)]
            try:
                for outcome in outcomes:
                    outcome.result()
            finally:
                self._is_over = True
        return [self._saved[index] for index in sorted(self._saved)]

    def _work(self) -> None:
        try:
            while not self._is_over:
                with self._lock:
                    index, file = next(self._files, _END)
                if index < 0:
                    return
                saved = SavedFile(file, os.path.join(self._folder, file_name(file)))
                self._download(file, saved.path)
                with self._lock:
                    self._saved[index] = saved
                    report_progress(self._on_progress, saved, len(self._saved))
        except BaseException:
            self._is_over = True
            raise


def report_progress(on_progress: Optional[OnProgress], saved: SavedFile, count: int) -> None:
    """Call back into the application, whose failure is logged."""
    if on_progress is None:
        return
    try:
        on_progress(saved, count)
    except Exception as error:
        LOGGER.error("%s", redact(f"on_progress failed: {error!r}"))


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
    import asyncio

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
                    file = await files.__anext__()
                    index = begun
                    begun += 1
                result = SavedFile(file, os.path.join(folder, file_name(file)))
                await download(file, result.path)
                saved[index] = result
                report_progress(on_progress, result, len(saved))
        except StopAsyncIteration:
            return
        except BaseException:
            is_over = True
            raise

    outcomes = await asyncio.gather(*(work() for _ in range(concurrency)), return_exceptions=True)
    for outcome in outcomes:
        if outcome is not None:
            raise outcome
    return [saved[index] for index in sorted(saved)]
