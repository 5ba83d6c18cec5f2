import { referencedName } from '../document.ts';
import type { Schema } from '../openapi-types.ts';
import { docstring } from './python-docstring.ts';
import { classCase } from './python-name.ts';
import { pythonType, type TypePlace } from './python-type.ts';

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
export class TypeWriter {
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
