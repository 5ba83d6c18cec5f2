import type { InstalledProject } from '../harness/installed-project.ts';
import { withService } from '../service/with-service.ts';
import { withoutService } from '../service/without-service.ts';
import type { BundledEntry, CompiledProgram } from './compile-programs.ts';

/** What is run on a runtime: a job, and where it is installed. */
export interface Program {
  /** What stands in the table. */
  readonly name: string;
  readonly project: InstalledProject;
  /** Its files for runtimes that are started as a process. */
  readonly files: CompiledProgram;
  /** What such a process prints when all went well. */
  readonly answer: string;
  /** What is bundled for runtimes without processes. */
  readonly worker: BundledEntry;
  readonly page: BundledEntry;
  /** Runs the program with all that it needs round it. */
  surround<T>(folder: string | undefined, run: (settings: object) => Promise<T>): Promise<T>;
}

/**
 * The main job against a service.
 *
 * @param undici the version that carries it, where it is installed in the project
 */
export function mainJobProgram(
  project: InstalledProject,
  files: CompiledProgram,
  undici?: string,
): Program {
  return {
    name: undici ? `main job over undici ${undici}` : 'main job',
    answer: undici ? 'ok over undici' : 'ok',
    worker: 'worker-entry',
    page: 'page-entry',
    surround: withService,
    project,
    files,
  };
}

/** The main job over `@firsthandapi/sdk/node-http`. */
export function overNodeHttp(mainJob: Program): Program {
  return {
    ...mainJob,
    name: 'main job over node:http',
    answer: 'ok over node:http',
    surround: (folder, run) =>
      mainJob.surround(folder, (settings) => run({ ...settings, transport: 'node:http' })),
  };
}

/** The main job within a sandbox. */
export function sandboxProgram(project: InstalledProject, files: CompiledProgram): Program {
  return {
    name: 'main job in a sandbox',
    answer: 'ok',
    worker: 'sandbox-worker-entry',
    page: 'sandbox-page-entry',
    surround: withoutService,
    project,
    files,
  };
}
