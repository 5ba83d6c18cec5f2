/** The hand-written Hono app behind a port, for comparison. Prints its URL. */
import { serve } from '@hono/node-server';
import { createStoreApp } from './store-app.ts';

serve({ fetch: createStoreApp().fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}`);
});
