import type { Measurement } from './measure.ts';

/** The most files that a folder may hold, tests not counted. */
const FOLDER_LIMIT = 20;

/** Packages whose `src/` holds these files and folders alone; everything else has a folder. */
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  'packages/engine': ['index.ts', 'engine.ts', 'ports.ts', 'openapi.ts'],
};

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
  ];
}
