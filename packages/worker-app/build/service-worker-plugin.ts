import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';

/** Larger or rarely used files are fetched when they are needed. */
const NOT_PRECACHED = /\.map$/;
/** The base path of the app. */
const APP = '/worker/';
const PUBLIC_FILES = ['icon.svg', 'manifest.webmanifest'];

/**
 * Builds `service-worker.js` after the app: its version is a hash of every emitted file, so that it changes when any of
 * them does, and its precache list is what was emitted.
 */
export function serviceWorker(root: string): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const files = Object.values(bundle).filter(({ fileName }) => !NOT_PRECACHED.test(fileName));
      const hash = createHash('sha256');
      for (const file of [...files].sort((a, b) => a.fileName.localeCompare(b.fileName))) {
        hash.update(file.fileName).update(file.type === 'chunk' ? file.code : file.source);
      }
      const assets = files.map(({ fileName }) => fileName).filter((name) => name !== 'index.html');
      this.emitFile({
        type: 'asset',
        fileName: 'service-worker.js',
        source: await bundled(root, {
          __VERSION__: JSON.stringify(hash.digest('hex').slice(0, 16)),
          __PRECACHE__: JSON.stringify([
            APP,
            ...[...assets, ...PUBLIC_FILES].sort().map((name) => APP + name),
          ]),
        }),
      });
    },
  };
}

async function bundled(root: string, define: Readonly<Record<string, string>>): Promise<string> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define,
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(root, 'src/sw/service-worker.ts'), formats: ['es'] },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (output === undefined || !('output' in output)) throw new Error('The build has no output');
  const [chunk] = output.output;
  return chunk.code;
}
