import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig } from 'tsup';

const resolve = createRequire(import.meta.url).resolve;
/** The web apps that the server serves, by the first part of their address. */
const apps = {
  dashboard: resolve('@firsthandapi/dashboard/package.json'),
  worker: resolve('@firsthandapi/worker-app/package.json'),
};

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    cli: 'src/cli.ts',
    // A thread's program: `read-thread.ts` starts it by this name.
    'sqlite-read-thread': 'src/storage/sqlite/read-thread-main.ts',
  },
  format: ['esm'],
  target: 'node22',
  platform: 'node',
  // Parts that are asked for later, such as the API's description, are loaded later.
  splitting: true,
  // Leaves alone the declarations, which `build:types` writes.
  clean: ['!**/*.d.{ts,cts}'],
  // Maps the private packages to their sources: their names must not appear in published code.
  tsconfig: 'tsconfig.build.json',
  // `@firsthandapi/mcp` stays outside: it is optional, and loaded with the first request to /mcp.
  noExternal: [/^@firsthandapi\/(engine|scoring|spec|webhooks)/, /^@noble\//, 'marked'],
  // `node:sqlite` has no name without its prefix.
  removeNodeProtocol: false,
  async onSuccess() {
    for (const [name, manifest] of Object.entries(apps)) {
      await cp(join(dirname(manifest), 'dist'), `dist/apps/${name}`, { recursive: true });
    }
  },
});
