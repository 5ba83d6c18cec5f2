"""Makes methods of the signatures that are generated for the operations of the API.

A method sends the fields that its caller passes, in the caller's order: the same call is the same bytes in every
language. Contract §9. Python tells that order only to functions that take any keyword argument, so a signature is
called for nothing but that Python refuses what does not fit it.
"""

from __future__ import annotations

from functools import wraps
from typing import Any, Callable, Dict, Tuple, TypeVar, cast

from ._keywords import explained
from ._settings import with_wait

Signature = TypeVar("Signature", bound=Callable[..., Any])


def operation(signature: Signature) -> Signature:
    """Make the method of an operation."""
    name = signature.__name__
    fit = explained(signature)

    @wraps(signature)
    def method(self: Any, *ids: str, **arguments: Any) -> Any:
        fit(self, *ids, **arguments)
        return self._call(name, ids, arguments, _options_of(arguments))

    return cast(Signature, method)


def async_operation(signature: Signature) -> Signature:
    """Make the coroutine function of an operation."""
    name = signature.__name__
    fit = explained(signature)

    @wraps(signature)
    async def method(self: Any, *ids: str, **arguments: Any) -> Any:
        await fit(self, *ids, **arguments)
        return await self._call(name, ids, arguments, _options_of(arguments))

    return cast(Signature, method)


def list_operation(signature: Signature) -> Signature:
    """Make the method of an operation that returns pages."""
    name = signature.__name__
    fit = explained(signature)

    @wraps(signature)
    def method(self: Any, *ids: str, **arguments: Any) -> Any:
        fit(self, *ids, **arguments)
        return self._list(name, ids, arguments, _options_of(arguments))

    return cast(Signature, method)


def waiting_operation(signature: Signature) -> Signature:
    """Make the method that creates a job and waits for it."""
    fit = explained(signature)

    @wraps(signature)
    def method(self: Any, **arguments: Any) -> Any:
        fit(self, **arguments)
        fields, wishes = _fields_and_wishes(arguments)
        return self.wait_for_job(self.create_job(**fields)["id"], **wishes)

    return cast(Signature, method)


def async_waiting_operation(signature: Signature) -> Signature:
    """Make the coroutine function that creates a job and waits for it."""
    fit = explained(signature)

    @wraps(signature)
    async def method(self: Any, **arguments: Any) -> Any:
        await fit(self, **arguments)
        fields, wishes = _fields_and_wishes(arguments)
        return await self.wait_for_job((await self.create_job(**fields))["id"], **wishes)

    return cast(Signature, method)


def _options_of(arguments: Dict[str, Any]) -> Any:
    """Take out of the arguments what says how to call, so that they are the fields."""
    if not arguments:
        return None
    options = arguments.pop("options", None)
    return with_wait(options, arguments.pop("wait", None))


def _fields_and_wishes(arguments: Dict[str, Any]) -> Tuple[Dict[str, Any], Dict[str, Any]]:
    """Separate what the job is from how to wait for it."""
    options = {"idempotency_key": arguments.pop("idempotency_key", None)}
    names = [name for name in ("until", "timeout", "on_update") if name in arguments]
    wishes = {name: arguments.pop(name) for name in names}
    return {**arguments, "options": options}, wishes
