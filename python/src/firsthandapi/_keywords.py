"""Names, in the error for a keyword argument that a function does not take, the one that was meant or all there are."""

from __future__ import annotations

from functools import wraps
from typing import Any, Callable, Mapping, TypeVar, cast

# Of a function with `async def`, in the flags of its code.
_COROUTINE = 0x80

Function = TypeVar("Function", bound=Callable[..., Any])


def explained(function: Function) -> Function:
    """Return the function with a helpful error for unknown keyword arguments."""

    if function.__code__.co_flags & _COROUTINE:

        @wraps(function)
        async def call_later(*values: Any, **named: Any) -> Any:
            try:
                pending = function(*values, **named)
            except TypeError:
                _refuse_unknown(function, named)
                raise
            return await pending

        return cast(Function, call_later)

    @wraps(function)
    def call(*values: Any, **named: Any) -> Any:
        try:
            return function(*values, **named)
        except TypeError:
            _refuse_unknown(function, named)
            raise
        finally:
            # A traceback may show these variables, and one may be a key.
            values = ()
            named.clear()

    return cast(Function, call)


def _refuse_unknown(function: Callable[..., Any], named: Mapping[str, Any]) -> None:
    code = function.__code__
    positional = code.co_argcount
    # Without those that only have a place: the client and ids.
    first = positional if code.co_kwonlyargcount else 1
    known = code.co_varnames[first : positional + code.co_kwonlyargcount]
    for name in named:
        if name not in code.co_varnames[: positional + code.co_kwonlyargcount]:
            from difflib import get_close_matches

            similar = get_close_matches(name, known, 1, 0.7)
            taken = ", ".join(known)
            hint = f"did you mean {similar[0]!r}?" if similar else f"it takes {taken}"
            of = function.__name__.replace("__init__", function.__qualname__.split(".")[0])
            raise TypeError(f"{of}() got an unexpected keyword argument {name!r}; {hint}") from None
