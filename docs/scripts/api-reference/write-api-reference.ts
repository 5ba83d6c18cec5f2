import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from './page.ts';
import { apiReferencePages } from './pages.ts';
import { Spec } from './spec-document.ts';

/** Writes the spec as Markdown pages into a folder, replacing its contents. */
export async function writeApiReference(specFile: string, folder: string): Promise<Page[]> {
  const pages = apiReferencePages(await Spec.read(specFile));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const { name, markdown } of pages) await writeFile(join(folder, `${name}.md`), markdown);
  return pages;
}
