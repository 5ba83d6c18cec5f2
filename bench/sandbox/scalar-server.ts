/** Scalar's mock server on the port of the first argument. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { createMockServer } from '@scalar/mock-server';

const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../spec/generated/openapi.json'), 'utf8'),
) as Record<string, unknown>;
const { fetch } = await createMockServer({ document, logger: false });
serve({ fetch, port: Number(process.argv[2]), hostname: '127.0.0.1' });
