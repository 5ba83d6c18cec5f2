import type { MainJobSettings } from '../service/main-job-settings.ts';
import { subpaths } from './subpaths.ts';

/** Does a job with the settings of the command line, and prints how it ended. Every further entry is loaded before. */
export function runProgram(job: (settings: MainJobSettings) => Promise<string>): void {
  for (const [name, exported] of Object.entries(subpaths)) {
    if (Object.keys(exported).length === 0) throw new Error(`${name} exports nothing`);
  }
  job(JSON.parse(process.argv[2] ?? '{}')).then(
    (outcome) => console.log(outcome),
    (error) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}
