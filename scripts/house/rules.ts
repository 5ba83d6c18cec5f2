import type { Measurement } from './measure.ts';

/** The most files that a folder may hold, tests not counted. */
const FOLDER_LIMIT = 20;

/** Packages whose `src/` holds these files and folders alone; everything else has a folder. */
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  'packages/engine': ['index.ts', 'engine.ts', 'ports.ts', 'openapi.ts'],
};

/** Packages whose worlds come and go by the thousand, and must not wait for a collection of the whole heap. */
const SHORT_LIVED: readonly string[] = ['packages/engine', 'packages/sandbox'];

/** Returns which rules of structure a package breaks, a sentence for each. */
export function problemsOf(measurement: Measurement): string[] {
  const { room, folders, looseFiles, fileCircles, folderCircles } = measurement;
  const entries = ENTRIES[room];
  return [
    ...Array.from(folders)
      .filter(([, count]) => count > FOLDER_LIMIT)
      .map(([folder, count]) => `${room}/${folder} has ${count} files: at most ${FOLDER_LIMIT}`),
    ...looseFiles
      .filter((name) => entries !== undefined && !entries.includes(name))
      .map((name) => `${room}/src/${name} is loose: move it into a folder`),
    ...fileCircles.map((files) => `${room} has a circle of files: ${files.join(', ')}`),
    ...folderCircles.map((names) => `${room} has a circle of folders: ${names.join(', ')}`),
    ...(SHORT_LIVED.includes(room) ? measurement.tenuredFunctions : []).map(
      (place) =>
        `${room}/${place} assigns a function to a property: name it first, or pass it to the constructor`,
    ),
    ...measurement.lateFocus.map(
      (place) =>
        `${room}/${place} moves the focus after the paint: call useLayoutEffect instead of useEffect`,
    ),
  ];
}
