import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';
import { defineConfig } from 'tsup';

const versionOf = (folder: string): string =>
  JSON.stringify(JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')).version);

const EAGER_HTTP = `const http = process.getBuiltinModule('node:http');
  export default http;
  export const { Agent, request } = http;`;

/** Loads TLS, which takes as long as the client, with the first use of it. */
const LAZY_HTTPS = `const https = () => process.getBuiltinModule('node:https');
  export default {
    get Agent() { return https().Agent; },
    get request() { return https().request; },
  };
  export const request = (...parameters) => https().request(...parameters);`;

/**
 * Takes Node's HTTP modules without importing them: an import reads all of their exports, and one of those loads the
 * built-in fetch, which takes longer than the rest of a start.
 */
const withoutBuiltInFetch: Plugin = {
  name: 'without-built-in-fetch',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:https?$/ }, ({ path }) => ({ path, namespace: 'node-http' }));
    onLoad({ filter: /.*/, namespace: 'node-http' }, ({ path }) => ({
      contents: path === 'node:https' ? LAZY_HTTPS : EAGER_HTTP,
    }));
  },
};

export default defineConfig({
  entry: { cli: 'src/cli.ts' },
  format: ['esm'],
  target: 'node20',
  platform: 'node',
  // A command loads what it needs, so that each starts fast.
  splitting: true,
  clean: true,
  minifyWhitespace: true,
  minifySyntax: true,
  // The client and the signer come along. The sandbox, which is large, is a dependency that only some commands load.
  tsconfig: 'tsconfig.build.json',
  noExternal: [/^@firsthandapi\/(sdk|spec|webhooks)/, 'get-east-asian-width'],
  external: ['@firsthandapi/sandbox'],
  esbuildPlugins: [withoutBuiltInFetch],
  define: {
    FIRSTHANDAPI_CLI_VERSION: versionOf('.'),
    FIRSTHANDAPI_SDK_VERSION: versionOf('../sdk'),
  },
  removeNodeProtocol: false,
});
