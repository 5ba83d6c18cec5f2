import { type Document, resolve } from '../document.ts';
import { codeNames, codeTypes } from './python-codes.ts';
import { docstring } from './python-docstring.ts';
import { type Argument, type PythonOperation, pythonOperations } from './python-operations.ts';
import { acceptsNull, pythonType, type TypePlace } from './python-type.ts';

/** How a class of methods makes its calls. */
export interface Flavour {
  readonly className: string;
  readonly description: string;
  /** The class of what a list returns, which the asynchronous client awaits later. */
  readonly pageType: string;
  readonly isAsync: boolean;
}

const LINE_WIDTH = 100;

function placeIn(document: Document): TypePlace {
  return {
    isWritten: true,
    nameObject: () => {
      throw new Error('openapi.yaml: an argument is an object without a name: give it one');
    },
    nameCodes: codeNames(document),
  };
}

function argumentOf({ name, schema, isRequired }: Argument, place: TypePlace): string {
  const type = pythonType(schema, place);
  if (isRequired) return `${name}: ${type}`;
  if (acceptsNull(schema)) return `${name}: Union[${type}, Omitted] = OMITTED`;
  return `${name}: Optional[${type}] = None`;
}

function signature(document: Document, operation: PythonOperation): string[] {
  const { ids, arguments: given, isHeld } = operation;
  const place = placeIn(document);
  const required = given.filter(({ isRequired }) => isRequired);
  const optional = given.filter(({ isRequired }) => !isRequired);
  return [
    'self',
    ...ids.map((name) => `${name}: str`),
    ...(ids.length > 0 ? ['/'] : []),
    '*',
    ...[...required, ...optional].map((each) => argumentOf(each, place)),
    ...(isHeld ? ['wait: Optional[float] = None'] : []),
    'options: Optional[RequestOptions] = None',
  ];
}

function documentation(document: Document, operation: PythonOperation): string {
  const { located, arguments: given, isHeld } = operation;
  const {
    summary = '',
    description = '',
    responses,
  } = located.operation as typeof located.operation & {
    summary?: string;
  };
  const outcomes = Object.entries(responses)
    .filter(([status]) => !status.startsWith('2'))
    // Those that operations share, the README explains once.
    .flatMap(([status, response]) =>
      'description' in response
        ? [`:raises FirstHandApiError: ${status}: ${response.description}`]
        : [],
    );
  const described = given.map(({ name, schema }) => {
    const target =
      schema.$ref === undefined ? schema : resolve(document, schema as { $ref: string });
    return `:param ${name}: ${(target as { description?: string }).description ?? ''}`;
  });
  return docstring(
    [
      `${summary}: \`${located.method} ${located.path}\`.`,
      ...description.trim().split('\n\n'),
      ...described,
      ...(isHeld ? [':param wait: Seconds, 0 to 60, that the service waits for a change.'] : []),
      ...outcomes,
    ],
    '        ',
  );
}

/** Of the second class, so that the package stays small. */
function shortDocumentation({ name }: PythonOperation): string {
  return docstring([`See \`FirstHandClient.${name}\`.`], '        ');
}

/** On one line where it fits, as Python's formatters have it. */
function definition(start: string, parts: readonly string[], result: string): string {
  const line = `    ${start}(${parts.join(', ')}) -> ${result}:`;
  if (line.length <= LINE_WIDTH) return line;
  const lines = parts.map((part) => `        ${part},`);
  return [`    ${start}(`, ...lines, `    ) -> ${result}:`].join('\n');
}

/** A signature: `_operation_methods.py` makes a method of it. */
function method(document: Document, flavour: Flavour, operation: PythonOperation): string {
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

const WAITING = `Create a job and wait until it is completed or cancelled: \`create_job\`, then \`wait_for_job\`.

Without a \`timeout\` it waits as long as people take, which may be hours. When the wait fails, the job still exists; call
again with the same \`idempotency_key\` to continue waiting for it.

:param until: A status, or a predicate over the job.

:param timeout: Seconds to wait in total.

:param on_update: Called with the job when it is first read, and after each change; its failure is logged.

:param idempotency_key: For \`create_job\`. Default: a random UUID. Contract §2.

:raises FirstHandTimeoutError: after \`timeout\`

:raises FirstHandApiError: any error of \`create_job\` or \`get_job\``;

/** \`create_job_and_wait\`, which takes the arguments of \`create_job\` with their types. */
function waitingMethod(document: Document, { isAsync }: Flavour): string {
  const create = pythonOperations(document).find(({ name }) => name === 'create_job');
  if (create === undefined) throw new Error('openapi.yaml: no createJob.');
  return [
    `    @${isAsync ? 'async_' : ''}waiting_operation`,
    `    ${isAsync ? 'async ' : ''}def create_job_and_wait(`,
    ...signature(document, create)
      .slice(0, -1)
      .map((part) => `        ${part},`),
    '        until: Union[None, str, Callable[[Job], bool]] = None,',
    '        timeout: float = math.inf,',
    '        on_update: Optional[Callable[[Job], Any]] = None,',
    '        idempotency_key: Optional[str] = None,',
    '    ) -> Job:',
    docstring(
      isAsync ? ['See `FirstHandClient.create_job_and_wait`.'] : WAITING.split('\n\n'),
      '        ',
    ),
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
