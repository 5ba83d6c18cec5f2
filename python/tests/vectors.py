"""The rules that the suites of all languages read as data; `spec/vectors/README.md` describes them."""

from __future__ import annotations

import json
from typing import Any, Dict

from sandbox import ROOT

from firsthandapi._generated.methods import OPERATIONS

#: The methods of the client by the operations that vectors name.
METHODS = {operation.operation_id: name for name, operation in OPERATIONS.items()}


def read_vectors(name: str) -> Dict[str, Any]:
    """Read one file of vectors."""
    content: Dict[str, Any] = json.loads((ROOT / f"spec/vectors/{name}.json").read_text("utf-8"))
    return content


def call_of(client: Any, vector: Dict[str, Any], **options: Any) -> Any:
    """Make the call of a vector."""
    arguments = dict(vector["payload"] or {})
    if "wait" in options:
        arguments["wait"] = options.pop("wait")
    if options:
        arguments["options"] = options
    return getattr(client, METHODS[vector["operation"]])(*vector["ids"], **arguments)


def assert_error(error: Any, expected: Dict[str, Any]) -> None:
    """Check everything that a vector says about an error."""
    actual = {
        "class": type(error).__name__,
        "type": error.type,
        "status": error.status,
        "message": error.message,
        "request_id": error.request_id,
        "retryable": error.retryable,
        "retry_after_ms": None if error.retry_after is None else round(error.retry_after * 1000),
        "details": list(error.details),
        "quota": error.quota,
    }
    exact = {name: value for name, value in expected.items() if not name.startswith("message_")}
    assert {name: actual[name] for name in exact} == exact
    message = " ".join(error.message.split(" "))
    for part in expected.get("message_contains", []):
        assert part in message
    for part in expected.get("message_excludes", []):
        assert part not in message
    assert len(message) <= expected.get("message_at_most", len(message))
