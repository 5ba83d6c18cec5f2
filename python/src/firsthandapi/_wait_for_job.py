"""Follows a job by long poll. Contract §2."""

from __future__ import annotations

from random import random
from time import monotonic
from typing import Any, Callable, Optional, Union

from ._call import Call, Operation
from ._errors import FirstHandTimeoutError, redact
from ._flow import Flow
from ._send import LOGGER, send
from ._settings import CallOptions, ClientSettings, check_number

#: What to wait for: a status, or a predicate over the job.
Until = Union[None, str, Callable[[Any], bool]]

#: Seconds that the service is asked to hold a request.
_LONG_POLL = 30
#: Seconds between requests when the service does not hold them.
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 15.0


def wait_for_job(
    settings: ClientSettings,
    get_job: Operation,
    job_id: str,
    until: Until,
    timeout: float,
    on_update: Optional[Callable[[Any], Any]],
) -> Flow[Any]:
    """Poll until the job is finished or satisfies ``until``; with growing pauses when the service does not hold
    requests (no ``Preference-Applied``).

    :raises FirstHandTimeoutError: after ``timeout`` seconds
    """
    ends = monotonic() + check_number("timeout", timeout, 0.001)
    last: Any = None
    pause = _FIRST_PAUSE
    while True:
        remaining = ends - monotonic()
        if remaining <= 0:
            raise _timeout(job_id, last, timeout)
        total = min(settings.limits.total_timeout, max(remaining, 0.001))
        options: CallOptions = {"total_timeout": total}
        if last is not None:
            options["wait"] = _LONG_POLL
        try:
            response = yield from send(settings, Call(get_job, (job_id,), None, options))
        except FirstHandTimeoutError as error:
            if monotonic() < ends:
                raise
            raise _timeout(job_id, last, timeout) from error
        job = response.data
        if on_update is not None and _is_new(job, last):
            yield from _notify(on_update, job)
        if _is_over(job, until):
            return job
        if last is not None and "preference-applied" not in response.headers:
            yield from _sleep(min(pause * (0.5 + random() / 2), max(0.0, ends - monotonic())))
            pause = min(_LONGEST_PAUSE, pause * 1.5)
        last = job


def _is_new(job: Any, last: Any) -> bool:
    names = ("updated_at", "status")
    return last is None or any(job.get(name) != last.get(name) for name in names)


def _is_over(job: Any, until: Until) -> bool:
    status = job.get("status")
    if status in ("completed", "cancelled"):
        return True
    return bool(until(job) if callable(until) else status == until)


def _notify(on_update: Callable[[Any], Any], job: Any) -> Flow[None]:
    """Call back into the application, whose failure does not end the wait."""
    try:
        yield lambda io: io.call(on_update, job)
    except Exception as error:
        LOGGER.error("%s", redact(f"on_update failed: {error!r}"))


def _sleep(seconds: float) -> Flow[None]:
    yield lambda io: io.sleep(seconds)


def _timeout(job_id: str, last: Any, timeout: float) -> FirstHandTimeoutError:
    status = "unread" if last is None else last.get("status")
    return FirstHandTimeoutError(
        f"Job {job_id} was still {status} after {timeout:g} s", retryable=True
    )
