import { posix } from 'node:path';
import ts from 'typescript';
import type { Graph } from './circles.ts';
import type { SourceFile } from './source-files.ts';

/** Returns which file of a package imports which other, type-only imports included. */
export function importGraph(files: readonly SourceFile[]): Graph {
  const known = new Set(files.map(({ path }) => path));
  return new Map(
    files.map(({ path, text }) => {
      const imported = ts
        .preProcessFile(text, true, true)
        .importedFiles.map(({ fileName }) => fileName)
        .filter((name) => name.startsWith('.'))
        .map((name) => posix.join(posix.dirname(path), name))
        .filter((target) => known.has(target) && target !== path);
      return [path, new Set(imported)];
    }),
  );
}

/**
 * Returns the same arrows between folders. The files at a package's root and directly in `src/` are its front doors
 * and compositions rather than one room, so each is a node of its own.
 */
export function folderGraph(imports: Graph): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [file, imported] of imports) {
    const folder = roomOf(file);
    const arrows = graph.get(folder) ?? new Set();
    graph.set(folder, arrows);
    for (const target of imported) if (roomOf(target) !== folder) arrows.add(roomOf(target));
  }
  return graph;
}

function roomOf(file: string): string {
  const folder = posix.dirname(file);
  return folder === '.' || folder === 'src' ? file : folder;
}
