import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import config from '../wrangler.json' with { type: 'json' };

/** Starts the worker on workerd, Cloudflare's own runtime, with empty stores. */
export async function startWorker(
  flags: string[],
  variables: Record<string, string>,
): Promise<Miniflare> {
  const { outputFiles } = await build({
    entryPoints: [config.main],
    bundle: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*'],
    write: false,
  });
  const worker = new Miniflare({
    modules: true,
    script: outputFiles[0]?.text ?? '',
    compatibilityDate: config.compatibility_date,
    compatibilityFlags: flags,
    bindings: variables,
    d1Databases: ['DATABASE'],
    r2Buckets: ['PHOTOS'],
    host: '127.0.0.1',
    port: 0,
    cf: false,
  });
  const database = await worker.getD1Database('DATABASE');
  await database.exec((await readFile('schema.sql', 'utf8')).trim());
  return worker;
}
