// Prints the structure of every package in figures, and fails when a rule of the house is broken: folders of more than
// 20 files, circles of files or of folders, loose files in the engine, functions that keep ended worlds in memory, a focus that moves
// after the paint.
// `node main.ts [repository]`
import { REPOSITORY } from '../published-packages.ts';
import { measure, summarize } from './measure.ts';
import { problemsOf } from './rules.ts';
import { readSources } from './source-files.ts';

const [repository = REPOSITORY] = process.argv.slice(2);
const measurements = readSources(repository).map(measure);

const total = {
  room: 'all',
  files: measurements.flatMap(({ files }) => files),
  functions: measurements.flatMap(({ functions }) => functions),
};
console.table(
  Object.fromEntries([
    ...measurements.map((each) => [
      each.room,
      {
        ...lengthsOf(each),
        'most in a folder': Math.max(0, ...each.folders.values()),
        'loose in src': each.looseFiles.length,
        'circles of files': each.fileCircles.length,
        'circles of folders': each.folderCircles.length,
      },
    ]),
    ['all', lengthsOf(total)],
  ]),
);
const problems = measurements.flatMap(problemsOf);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

function lengthsOf({
  files,
  functions,
}: {
  files: readonly number[];
  functions: readonly number[];
}) {
  return {
    files: files.length,
    lines: files.reduce((sum, lines) => sum + lines, 0),
    'file median / P90 / max': summarize(files),
    functions: functions.length,
    'function median / P90 / max': summarize(functions),
  };
}
