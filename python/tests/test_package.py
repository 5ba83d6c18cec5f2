"""What the package exports, imports and promises to programs that only import it."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, List

import pytest
from conftest import KINDS

import firsthandapi
import firsthandapi.types

SOURCE = Path(firsthandapi.__file__).parent


def run(code: str) -> Any:
    """Run code in an interpreter of its own and return the JSON that it prints."""
    command = [
        sys.executable,
        "-I",
        "-c",
        f"import sys; sys.path.insert(0, {str(SOURCE.parent)!r})\n{code}",
    ]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_exports_what_it_names() -> None:
    assert firsthandapi.__all__ == sorted(
        firsthandapi.__all__, key=lambda name: (name[0] == "_", name)
    )
    without_httpx = {"AsyncFirstHandClient"} if KINDS == ["sync"] else set()
    for name in set(firsthandapi.__all__) - without_httpx:
        assert getattr(firsthandapi, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'Client'"):
        firsthandapi.Client  # noqa: B018


def test_names_every_export_for_type_checkers() -> None:
    tree = ast.parse((SOURCE / "__init__.py").read_text("utf-8"))
    typed = {
        alias.asname
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert {*firsthandapi.__all__} - {"__version__"} <= typed
    assert (SOURCE / "py.typed").exists()


def test_imports_next_to_nothing() -> None:
    code = "import json as _\nbefore = set(sys.modules)\nimport firsthandapi\nprint(_.dumps(sorted(set(sys.modules) - before)))"
    allowed = {
        "__future__",
        "_typing",
        "typing",
        "typing.io",
        "typing.re",
        "collections.abc",
        "contextlib",
        "warnings",
    }
    loaded: List[str] = run(code)
    assert [
        name for name in loaded if not name.startswith("firsthandapi") and name not in allowed
    ] == []
    assert len([name for name in loaded if name.startswith("firsthandapi")]) == 2


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        (
            "from firsthandapi.webhooks import unwrap_webhook",
            {"http.client", "ssl", "asyncio", "httpx"},
        ),
        ("from firsthandapi import FirstHandClient", {"asyncio", "httpx", "uuid"}),
    ],
)
def test_imports_no_more_than_is_used(code: str, heavy: Any) -> None:
    loaded = set(run(f"{code}\nimport json\nprint(json.dumps(sorted(sys.modules)))"))
    assert loaded & heavy == set()


def test_needs_httpx_only_for_the_asynchronous_client() -> None:
    code = """
import json
sys.modules["httpx"] = None
from firsthandapi import AsyncFirstHandClient, FirstHandClient, FirstHandConfigurationError
FirstHandClient(api_key="fh_test_sk_a")
try:
    AsyncFirstHandClient(api_key="fh_test_sk_a")
except FirstHandConfigurationError as error:
    print(json.dumps(error.message))
"""
    assert run(code) == "AsyncFirstHandClient needs httpx: pip install 'firsthandapi[async]'"


def test_resolves_its_types_at_run_time() -> None:
    from typing import get_type_hints

    hints = get_type_hints(firsthandapi.types.Job)
    assert {"id", "status", "total_cost_cents", "metadata"} <= set(hints)
    for name, value in vars(firsthandapi.types).items():
        if isinstance(value, type) and issubclass(value, dict) and not name.startswith("_"):
            assert {*get_type_hints(value)} == {*value.__annotations__}


def test_uses_the_syntax_of_python_3_9() -> None:
    for path in SOURCE.rglob("*.py"):
        ast.parse(path.read_text("utf-8"), feature_version=(3, 9))
