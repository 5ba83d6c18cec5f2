import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

/** A TypeScript file of a package. */
export interface SourceFile {
  /** Its path from the package's folder: `src/jobs/job.ts`. */
  readonly path: string;
  readonly text: string;
  /** Whether it is a test or exists for tests only. */
  readonly isTest: boolean;
}

/** A package of the workspace with its handwritten sources. */
export interface PackageSources {
  /** Its folder from the root of the repository: `packages/sdk`. */
  readonly room: string;
  readonly files: readonly SourceFile[];
}

const TEST = /\.test\.tsx?$|(^|\/)(test|testing)\//;
/** A folder of this name that is published: what users test with. */
const PUBLISHED = 'packages/sdk/src/testing/';
const GENERATED = /(^|\/)generated\//;

/** Reads the handwritten TypeScript files of every package in the workspace, sorted by room and path. */
export function readSources(repository: string): PackageSources[] {
  return roomsOf(repository).map((room) => ({ room, files: readFiles(repository, room) }));
}

function roomsOf(repository: string): string[] {
  const { packages } = parse(readFileSync(join(repository, 'pnpm-workspace.yaml'), 'utf8'));
  const manifests = packages.map((pattern: string) => `${pattern}/package.json`);
  return globSync(manifests, { cwd: repository }).map(dirname).sort();
}

function readFiles(repository: string, room: string): SourceFile[] {
  const folder = join(repository, room);
  const listed = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const paths = execFileSync('git', [...listed, '*.ts', '*.tsx'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return [...new Set(paths.split('\0'))]
    .filter((path) => path !== '' && !GENERATED.test(path) && existsSync(join(folder, path)))
    .sort()
    .map((path) => ({
      path,
      text: readFileSync(join(folder, path), 'utf8'),
      isTest: isForTests(`${room}/${path}`),
    }));
}

function isForTests(path: string): boolean {
  return TEST.test(path) && (path.endsWith('.test.ts') || !path.startsWith(PUBLISHED));
}
