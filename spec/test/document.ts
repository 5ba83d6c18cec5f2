import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { resolve } from '../generate/document.ts';
import type { Document, Parameter, Reference } from '../generate/openapi-types.ts';

function readGenerated(name: string): Document {
  const location = new URL(`../generated/${name}`, import.meta.url);
  return JSON.parse(readFileSync(location, 'utf8')) as Document;
}

type Headers = Record<string, { required?: boolean; schema: object; example: unknown } | Reference>;
type Examples = Record<string, { value: unknown } | Reference>;
type Content = Record<string, { schema: Reference; examples?: Examples }>;
export type AnyResponse = { description: string; headers?: Headers; content?: Content };
type AnyOperation = {
  operationId: string;
  parameters?: (Parameter | Reference)[];
  requestBody?: { content: Content };
  responses: Record<string, AnyResponse | Reference>;
};

/** A document as JSON, as validators read it, with what tests look at. */
export function openDocument(name: string) {
  const document = readGenerated(name);

  /** Every operation with its responses resolved, under a name to print. */
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation: operation as unknown as AnyOperation,
      responses: Object.entries(operation.responses as Record<string, AnyResponse | Reference>).map(
        ([status, response]) => ({
          status: Number(status),
          response: resolve(document, response) as AnyResponse,
        }),
      ),
    })),
  );

  const ajv = addFormats
    .default(new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }))
    .addVocabulary([
      'x-open-enum',
      'x-error-statuses',
      'x-role-scopes',
      'x-minimum',
      'x-maximum',
      'discriminator',
      'example',
      'components',
    ]);
  // ajv-formats refuses `a:` and `a:{`. The service takes what the URL standard parses, written in ASCII.
  ajv.addFormat('uri', (text: string) => /^[!-~]+$/.test(text) && URL.canParse(text));
  ajv.addSchema({ $id: 'api', components: document.components }, 'api', false, false);

  /** A validator of a schema of the document, by its reference (`#/components/schemas/Job`). */
  function validatorOf(reference: string): ValidateFunction {
    return ajv.compile({ $ref: `api${reference}` });
  }

  /** Everything wrong with a value, empty when it is valid. */
  function problemsOf(reference: string, value: unknown): string[] {
    const validate = validatorOf(reference);
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  }

  /** The examples of a body, by name. */
  function examplesOf(content: Content | undefined): [string, string, unknown][] {
    const json = content?.['application/json'];
    return Object.entries(json?.examples ?? {}).map(([name, example]) => [
      name,
      json?.schema.$ref ?? '',
      resolve(document, example).value,
    ]);
  }

  return { document, operations, validatorOf, problemsOf, examplesOf };
}

export const { document, operations, validatorOf, problemsOf, examplesOf } =
  openDocument('openapi.json');

/** Every webhook, under its type. */
export const webhooks = Object.entries(document.webhooks).map(([type, { post }]) => ({
  type,
  content: post.requestBody.content as Content,
}));
