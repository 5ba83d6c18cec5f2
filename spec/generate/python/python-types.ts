import { bodySchemaName, listOperations } from '../document.ts';
import type { Document } from '../openapi-types.ts';
import { codeNames } from './python-codes.ts';
import { TypeWriter } from './python-type-writer.ts';

/** The error envelope, which callers receive as `FirstHandApiError`, and pages, which are a class. */
export function isWithheld(name: string): boolean {
  return name === 'Error' || name.endsWith('List');
}

const PREAMBLE = `"""What the API receives and returns, as types of plain dictionaries."""

from __future__ import annotations

from typing import Any, Dict, List, Literal, Mapping, Optional, Sequence, TypedDict, Union

from .codes import (
    AcceptedFormat,
    Environment,
    JobStatus,
    JobType,
    Scope,
    SubmissionStatus,
    WebhookEventType,
)
`;

/** A class for every object and a name for every other type of the document. */
export function generatePythonTypes(document: Document): string {
  const writer = writeSchemas(document);
  // Aliases are evaluated when the module is imported, so what they are made of comes first.
  const [ids, unions] = [false, true].map((isUnion) =>
    writer.aliases.filter((alias) => alias.includes('Union[') === isUnion),
  );
  return [
    PREAMBLE,
    ...(ids ?? []),
    '',
    ...writer.classes.flatMap((text) => ['', text]),
    '',
    ...(unions ?? []),
  ].join('\n');
}

function writeSchemas(document: Document): TypeWriter {
  const bodies = listOperations(document).flatMap(
    ({ operation }) => bodySchemaName(operation) ?? [],
  );
  const writer = new TypeWriter(bodies, codeNames(document));
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    if (!isWithheld(name)) writer.add(name, schema);
  }
  return writer;
}
