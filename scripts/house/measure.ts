import { posix } from 'node:path';
import { circlesOf } from './circles.ts';
import { folderGraph, importGraph } from './import-graph.ts';
import { lateFocus } from './late-focus.ts';
import { functionLengths, lineCount, quantile } from './lengths.ts';
import type { PackageSources, SourceFile } from './source-files.ts';
import { tenuredFunctions } from './tenured-functions.ts';

/** The figures of a package. Tests count in circles of files only. */
export interface Measurement {
  readonly room: string;
  readonly files: readonly number[];
  readonly functions: readonly number[];
  /** Files per folder. */
  readonly folders: ReadonlyMap<string, number>;
  /** Files directly in `src/`. */
  readonly looseFiles: readonly string[];
  readonly fileCircles: readonly string[][];
  readonly folderCircles: readonly string[][];
  /** Where a function is assigned to a property as it is defined. */
  readonly tenuredFunctions: readonly string[];
  /** Where the focus moves after the paint. */
  readonly lateFocus: readonly string[];
}

/** Measures a package. */
export function measure({ room, files }: PackageSources): Measurement {
  const sources = files.filter(({ isTest }) => !isTest);
  return {
    room,
    files: sources.map(({ text }) => lineCount(text)),
    functions: sources.flatMap(functionLengths),
    folders: countByFolder(sources),
    looseFiles: sources
      .filter(({ path }) => posix.dirname(path) === 'src')
      .map(({ path }) => posix.basename(path)),
    fileCircles: circlesOf(importGraph(files)),
    folderCircles: circlesOf(folderGraph(importGraph(sources))),
    tenuredFunctions: sources.flatMap(tenuredFunctions),
    lateFocus: sources.flatMap(lateFocus),
  };
}

/** Returns the median, the 90th percentile and the maximum as text. */
export function summarize(values: readonly number[]): string {
  return [0.5, 0.9, 1].map((share) => quantile(values, share)).join(' / ');
}

function countByFolder(sources: readonly SourceFile[]): Map<string, number> {
  const folders = new Map<string, number>();
  for (const { path } of sources) {
    const folder = posix.dirname(path);
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }
  return folders;
}
