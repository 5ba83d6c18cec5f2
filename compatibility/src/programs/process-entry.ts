// For runtimes that are started as a process: settings come as an argument, and the process must end by itself.
import { runMainJob } from './main-job.ts';
import { subpaths } from './subpaths.ts';

for (const [name, exported] of Object.entries(subpaths)) {
  if (Object.keys(exported).length === 0) throw new Error(`${name} exports nothing`);
}
runMainJob(JSON.parse(process.argv[2] ?? '{}')).then(
  () => console.log('ok'),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
