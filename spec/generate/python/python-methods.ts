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

function payloadOf({ arguments: given }: PythonOperation): string {
  if (given.length === 0) return 'None';
  return `{${given.map(({ name }) => `"${name}": ${name}`).join(', ')}}`;
}

/** On one line where it fits, as Python's formatters have it. */
function definition(start: string, parts: readonly string[], result: string): string {
  const line = `    ${start}(${parts.join(', ')}) -> ${result}:`;
  if (line.length <= LINE_WIDTH) return line;
  const lines = parts.map((part) => `        ${part},`);
  return [`    ${start}(`, ...lines, `    ) -> ${result}:`].join('\n');
}

function method(document: Document, flavour: Flavour, operation: PythonOperation): string {
  const { name, ids, isPage, isHeld } = operation;
  const type = operation.result ?? 'None';
  const result = isPage ? `${flavour.pageType}[${type}]` : type;
  const isAwaited = flavour.isAsync && !isPage;
  const call = `${isAwaited ? 'await ' : ''}self._${isPage ? 'list' : 'call'}`;
  const inputs = [
    `"${name}"`,
    `(${ids.map((id) => `${id},`).join(' ')})`,
    payloadOf(operation),
    isHeld ? 'with_wait(options, wait)' : 'options',
  ];
  const text = flavour.isAsync ? shortDocumentation(operation) : documentation(document, operation);
  return [
    definition(`${isAwaited ? 'async ' : ''}def ${name}`, signature(document, operation), result),
    text,
    `        ${result === 'None' ? '' : 'return '}${call}(${inputs.join(', ')})`,
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
  const [prefix, awaited] = isAsync ? ['async ', 'await '] : ['', ''];
  return [
    `    ${prefix}def create_job_and_wait(`,
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
    `        created = ${awaited}self.create_job(`,
    ...create.arguments.map(({ name }) => `            ${name}=${name},`),
    '            options={"idempotency_key": idempotency_key},',
    '        )',
    `        return ${awaited}self.wait_for_job(`,
    '            created["id"], until=until, timeout=timeout, on_update=on_update',
    '        )',
  ].join('\n');
}

/** Returns those of the names that the signatures use. */
function usedNames(names: readonly string[], text: string): string[] {
  return names.filter((name) => new RegExp(`[\\[ ]${name}\\b`).test(text)).sort();
}

/** A class with a method for every operation, each an ordinary call of `_call` or `_list`. */
function methodsClass(document: Document, flavour: Flavour): string {
  const methods = [
    ...pythonOperations(document).map((each) => method(document, flavour, each)),
    waitingMethod(document, flavour),
  ];
  return `class ${flavour.className}:
    """${flavour.description} Contract §3."""

    _call: Callable[..., Any]
    _list: Callable[..., Any]
    wait_for_job: Callable[..., Any]

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

# What a response holds is not checked, and has the type that its method declares.
# mypy: disable-error-code="no-any-return"

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Literal, Mapping, Optional, Sequence, Union

from .._call import OMITTED, Omitted, Operation
from .._settings import RequestOptions, with_wait

if TYPE_CHECKING:
    from .._pages import ${flavours.map(({ pageType }) => pageType).join(', ')}
    from .codes import ${codes.join(', ')}
    from .types import (
${types.map((name) => `        ${name},`).join('\n')}
    )


${classes}`;
}
