import type { Document } from '../openapi-types.ts';
import { codeTypes } from './python-codes.ts';
import { documentation, shortDocumentation } from './python-documentation.ts';
import type { Flavour } from './python-flavour.ts';
import { type PythonOperation, pythonOperations } from './python-operations.ts';
import { signature } from './python-signature.ts';
import { waitingMethod } from './python-waiting-method.ts';

const LINE_WIDTH = 100;

/** On one line where it fits, as Python's formatters have it. */
function definition(start: string, parts: readonly string[], result: string): string {
  const line = `    ${start}(${parts.join(', ')}) -> ${result}:`;
  if (line.length <= LINE_WIDTH) return line;
  const lines = parts.map((part) => `        ${part},`);
  return [`    ${start}(`, ...lines, `    ) -> ${result}:`].join('\n');
}

/** A signature: `_operation_methods.py` makes a method of it. */
export function method(document: Document, flavour: Flavour, operation: PythonOperation): string {
  const { name, isPage } = operation;
  const type = operation.result ?? 'None';
  const isAwaited = flavour.isAsync && !isPage;
  return [
    `    @${isPage ? 'list_' : isAwaited ? 'async_' : ''}operation`,
    definition(
      `${isAwaited ? 'async ' : ''}def ${name}`,
      signature(document, operation),
      isPage ? `${flavour.pageType}[${type}]` : type,
    ),
    flavour.isAsync ? shortDocumentation(operation) : documentation(document, operation),
  ].join('\n');
}

/** Returns those of the names that the signatures use. */
function usedNames(names: readonly string[], text: string): string[] {
  return names.filter((name) => new RegExp(`[\\[ ]${name}\\b`).test(text)).sort();
}

/** A class with a method for every operation. */
function methodsClass(document: Document, flavour: Flavour): string {
  const methods = [
    ...pythonOperations(document).map((each) => method(document, flavour, each)),
    waitingMethod(document, flavour),
  ];
  return `class ${flavour.className}:
    """${flavour.description} Contract §3."""

${methods.join('\n\n')}
`;
}

/** The classes that the clients inherit their operations from. */
export function generatePythonMethods(document: Document, flavours: readonly Flavour[]): string {
  const classes = flavours.map((flavour) => methodsClass(document, flavour)).join('\n\n');
  const signatures = classes.replaceAll(/""".*?"""/gs, '');
  const types = usedNames(Object.keys(document.components.schemas), signatures);
  const codes = usedNames(codeTypes(document), signatures);
  return `"""A method for every operation of the API."""

# The signatures have no code: decorators make methods of them.
# mypy: disable-error-code="empty-body"

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Literal, Mapping, Optional, Sequence, Union

from .._call import OMITTED, Omitted, Operation
from .._operation_methods import (
    async_operation,
    async_waiting_operation,
    list_operation,
    operation,
    waiting_operation,
)

if TYPE_CHECKING:
    from .._settings import RequestOptions
    from .._pages import ${flavours.map(({ pageType }) => pageType).join(', ')}
    from .codes import ${codes.join(', ')}
    from .types import (
${types.map((name) => `        ${name},`).join('\n')}
    )


${classes}`;
}
