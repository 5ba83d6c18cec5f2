/** The hand-written Hono app behind the port of the first argument, for comparison. */
import { serve } from '@hono/node-server';
import { createStoreApp } from './store-app.ts';

serve({ fetch: createStoreApp().fetch, port: Number(process.argv[2]), hostname: '127.0.0.1' });
