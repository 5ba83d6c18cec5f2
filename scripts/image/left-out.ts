import { matchesGlob } from 'node:path';

/**
 * Returns which files a `.dockerignore` leaves out of what Docker builds. Knows no exceptions (`!`).
 *
 * @param files paths from the root of the build
 * @param ignore the content of the `.dockerignore`
 */
export function leftOut(files: readonly string[], ignore: string): readonly string[] {
  const patterns = ignore.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  if (patterns.some((pattern) => pattern.startsWith('!'))) {
    throw new Error('Exceptions (!) in a .dockerignore are not supported here');
  }
  return files.filter((file) =>
    foldersOf(file).some((path) => patterns.some((pattern) => matchesGlob(path, pattern))),
  );
}

/** The path itself, and every folder that it is in: a pattern that matches one leaves out all that is in it. */
function foldersOf(file: string): readonly string[] {
  const names = file.split('/');
  return names.map((_, place) => names.slice(0, place + 1).join('/'));
}
