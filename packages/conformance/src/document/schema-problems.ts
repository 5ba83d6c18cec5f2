import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { documents } from './document.ts';

const EXTENSIONS = [
  'x-open-enum',
  'x-error-statuses',
  'x-minimum',
  'x-maximum',
  'discriminator',
  'example',
  'components',
];

const validators = new WeakMap<object, ValidateFunction>();
const bodies = createAjv(false);
/** Headers are text, so their integers are parsed first. */
const texts = createAjv(true);

/** Returns a JSON value's violations of a schema of the document; empty when the value is valid. */
export function problemsOfBody(schema: object, value: unknown): string[] {
  return problems(bodies, schema, value);
}

/** Returns a header's violations of its schema; empty when the header is valid. */
export function problemsOfText(schema: object, text: string): string[] {
  // Ajv coerces properties of objects, but not top-level values.
  return problems(texts, wrapped(schema), { text });
}

const wrappers = new WeakMap<object, object>();

function wrapped(schema: object): object {
  const wrapper = wrappers.get(schema) ?? { type: 'object', properties: { text: schema } };
  wrappers.set(schema, wrapper);
  return wrapper;
}

function problems(ajv: Ajv2020, schema: object, value: unknown): string[] {
  const validate = validators.get(schema) ?? ajv.compile(schema);
  validators.set(schema, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath || '(whole)'} ${message} ${JSON.stringify(params)}`.trim(),
  );
}

function createAjv(coerceTypes: boolean): Ajv2020 {
  const ajv = addFormats
    .default(new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true, coerceTypes }))
    .addVocabulary(EXTENSIONS);
  for (const [id, { components }] of Object.entries(documents)) {
    ajv.addSchema({ $id: id, components }, id, false, false);
  }
  return ajv;
}
