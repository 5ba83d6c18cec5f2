import {
  bodySchemaName,
  type Document,
  listOperations,
  referencedName,
  type Schema,
} from '../document.ts';
import { codeNames } from './python-codes.ts';
import { docstring } from './python-docstring.ts';
import { classCase } from './python-name.ts';
import { pythonType, type TypePlace } from './python-type.ts';

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

interface Field {
  readonly name: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
}

function fieldsOf(schema: Schema): Field[] {
  return Object.entries(schema.properties ?? {}).map(([name, value]) => ({
    name,
    schema: value,
    isRequired: schema.required?.includes(name) ?? false,
  }));
}

/** Writes classes; those of nested objects come before the class that contains them. */
class TypeWriter {
  readonly classes: string[] = [];
  readonly aliases: string[] = [];
  /** The bodies of requests. */
  readonly #bodies: ReadonlySet<string>;
  readonly #nameCodes: TypePlace['nameCodes'];

  constructor(bodies: Iterable<string>, nameCodes: TypePlace['nameCodes']) {
    this.#bodies = new Set(bodies);
    this.#nameCodes = nameCodes;
  }

  /** Declares a named schema. */
  add(name: string, schema: Schema): void {
    const { allOf, properties, description = name } = schema;
    const [base, extension] = allOf ?? [];
    if (base?.$ref !== undefined && extension !== undefined) {
      this.#addClass(name, description, extension, referencedName(base.$ref));
    } else if (properties !== undefined || schema.additionalProperties === false) {
      this.#addClass(name, description, schema);
    } else {
      const type = pythonType(schema, this.#placeOf(name));
      this.aliases.push(`${name} = ${type}\n${docstring([description], '')}\n`);
    }
  }

  #placeOf(name: string, property = '') {
    return {
      isWritten: name.endsWith('Request'),
      nameCodes: this.#nameCodes,
      nameObject: (schema: Schema) => {
        const inner = `${name}${classCase(property)}`;
        this.#addClass(inner, schema.description ?? `The \`${property}\` of ${name}.`, schema);
        return inner;
      },
    };
  }

  #addClass(name: string, description: string, schema: Schema, base = 'TypedDict'): void {
    const fields = fieldsOf(schema);
    const required = fields.filter(({ isRequired }) => isRequired);
    const optional = fields.filter(({ isRequired }) => !isRequired);
    // A class is total or not as a whole: NotRequired came with Python 3.11.
    const isSplit = required.length > 0 && optional.length > 0;
    if (isSplit) this.#writeClass(`_${name}`, base, null, required, name);
    const parent = isSplit ? `_${name}` : base;
    const isTotal = optional.length === 0;
    const own = isSplit ? optional : fields;
    this.#writeClass(name, isTotal ? parent : `${parent}, total=False`, description, own, name);
  }

  /** None for what says nothing new: constants, and the bodies of requests, whose methods have it. */
  #documentationOf(owner: string, schema: Schema): string | undefined {
    const isKnown = schema.const !== undefined || this.#bodies.has(owner);
    return isKnown ? undefined : schema.description;
  }

  #writeClass(
    name: string,
    bases: string,
    description: string | null,
    fields: readonly Field[],
    owner: string,
  ): void {
    const rows = fields.map((field) => {
      const type = pythonType(field.schema, this.#placeOf(owner, field.name));
      const text = this.#documentationOf(owner, field.schema);
      return `    ${field.name}: ${type}${text === undefined ? '' : `\n${docstring([text], '    ')}`}`;
    });
    // A private class, which only splits what is always there from the rest.
    const heading = description === null ? [] : [docstring([description], '    '), ''];
    const body = [...heading, ...rows].join('\n').trimEnd();
    this.classes.push(`class ${name}(${bases}):\n${body}\n`);
  }
}

/** A class for every object and a name for every other type of the document. */
export function generatePythonTypes(document: Document): string {
  const bodies = listOperations(document).flatMap(
    ({ operation }) => bodySchemaName(operation) ?? [],
  );
  const writer = new TypeWriter(bodies, codeNames(document));
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    if (!isWithheld(name)) writer.add(name, schema);
  }
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
