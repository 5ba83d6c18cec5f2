// Writes the public API of the published packages to packages/*/api, one report per entry point. With `--check`,
// compares the built declarations with the committed reports instead, and fails when they differ.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { publishedPackages, REPOSITORY, type WorkspacePackage } from '../published-packages.ts';
import { differenceOf } from './difference.ts';
import { entryPointsOf } from './entry-points.ts';
import { extractDeclarations } from './extract-declarations.ts';
import { formatReport, MAIN_REPORT, reportFileOf } from './format-report.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const temporary = await mkdtemp(join(tmpdir(), 'firsthandapi-api-'));
const rows: object[] = [];
const problems: string[] = [];
try {
  for (const published of await publishedPackages()) {
    const committed = join(published.folder, 'api');
    const current = values.check ? join(temporary, published.room) : committed;
    const files = await writeReports(published, current);
    if (values.check) await compareReports(published, committed, current, files);
    await treatLeftovers(committed, files);
  }
} finally {
  await rm(temporary, { recursive: true, force: true });
}
console.table(rows);
for (const problem of problems) console.error(`${problem}\n`);
if (problems.length > 0) {
  console.error(
    'The public API is not what its reports say. If the change is meant, run `pnpm api:write`, commit ' +
      'the reports, and tell users by a changeset.',
  );
  process.exitCode = 1;
}

/** Writes the reports of a package and returns their file names. */
async function writeReports(published: WorkspacePackage, folder: string): Promise<Set<string>> {
  const { name } = published.manifest;
  const extracted = new Map<string, readonly string[]>();
  for (const entryPoint of entryPointsOf(published)) {
    const declarations = await extractDeclarations(published, entryPoint, join(temporary, 'raw'));
    extracted.set(entryPoint.name, declarations);
  }
  const files = new Set<string>();
  await mkdir(folder, { recursive: true });
  for (const [entry, declarations] of extracted) {
    const main = entry === MAIN_REPORT ? [] : extracted.get(MAIN_REPORT);
    const text = formatReport(name, { name: entry }, declarations, main);
    await writeFile(join(folder, reportFileOf({ name: entry })), text);
    files.add(reportFileOf({ name: entry }));
    if (!values.check) rows.push({ package: name, report: reportFileOf({ name: entry }) });
  }
  return files;
}

async function compareReports(
  { manifest }: WorkspacePackage,
  committed: string,
  current: string,
  files: ReadonlySet<string>,
): Promise<void> {
  for (const file of files) {
    const difference = await differenceOf(join(committed, file), join(current, file));
    if (difference) problems.push(difference);
    rows.push({
      package: manifest.name,
      report: file,
      result: difference ? 'CHANGED' : 'the same',
    });
  }
}

/** Returns the reports of entry points that no longer exist, so that reviews show their removal. */
async function treatLeftovers(committed: string, expected: ReadonlySet<string>): Promise<void> {
  for (const file of await readdir(committed).catch(() => [])) {
    if (expected.has(file)) continue;
    const path = join(committed, file);
    if (values.check) problems.push(`${relative(REPOSITORY, path)}: there is no such entry point`);
    else await rm(path);
  }
}
