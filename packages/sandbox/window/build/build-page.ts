import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The module that the sandbox imports when its window is opened. */
export const PAGE_MODULE = 'virtual:window-page';

const NOTICE = '/*! Includes Preact, MIT License, Copyright (c) 2015-present Jason Miller */';

/** The files of the page. */
export interface PageFiles {
  readonly html: string;
  readonly script: string;
  readonly style: string;
  readonly icon: string;
}

/**
 * Builds the page: one script and one style sheet, minified.
 *
 * @param source the folder `window/`. The tools that load their configuration bundle it first, so that a file cannot
 * know where it stands.
 */
export async function buildPage(source: string): Promise<PageFiles> {
  const { outputFiles } = await build({
    entryPoints: { page: join(source, 'main.tsx'), style: join(source, 'style/page.css') },
    outdir: source,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['es2022', 'chrome111', 'firefox113', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    banner: { js: NOTICE },
    logLevel: 'error',
  });
  const textOf = (suffix: string) =>
    outputFiles.find(({ path }) => path.endsWith(suffix))?.text ?? '';
  const read = (name: string) => readFile(join(source, name), 'utf8');
  const [html, icon] = await Promise.all([read('page.html'), read('icon.svg')]);
  return { html, icon, script: textOf('page.js'), style: textOf('style.css') };
}

/** Returns the source of the module. */
export async function pageModule(source: string): Promise<string> {
  const files = Object.entries(await buildPage(source));
  return files.map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};`).join('\n');
}
