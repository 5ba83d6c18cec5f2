import { join } from 'node:path';
import type { Check } from '../harness/check.ts';
import type { InstalledProject } from '../harness/installed-project.ts';
import { cachedPackage } from '../harness/runtime-cache.ts';
import type { MainJobSettings } from '../service/main-job-settings.ts';
import { withService } from '../service/with-service.ts';
import { FILES_NEEDED, type InstalledTool } from './installed-tool.ts';
import { runAsAssistant } from './run-as-assistant.ts';
import { runInTerminal } from './run-in-terminal.ts';

/** A program for people or assistants, and how it does the main job. */
interface Tool {
  readonly name: string;
  readonly package: string;
  /** Does the job, and returns how many files were saved. */
  run(tool: InstalledTool): Promise<number>;
}

const TOOLS: readonly Tool[] = [
  { name: 'main job by firsthand', package: '@firsthandapi/cli', run: runInTerminal },
  { name: 'main job by firsthandapi-mcp', package: '@firsthandapi/mcp', run: runAsAssistant },
];

/** Checks that the programs for people and for assistants do the main job on each Node version. */
export function toolChecks(project: InstalledProject, versions: readonly string[]): Check[] {
  return TOOLS.flatMap((tool) =>
    versions.map((version) => ({
      cells: [`Node ${version}`, 'ESM', tool.name],
      run: () =>
        withService(project.folder, (settings) => runTool(tool, version, project, settings)),
    })),
  );
}

async function runTool(
  tool: Tool,
  version: string,
  { folder }: InstalledProject,
  { baseUrl, apiKey, folder: downloads = folder }: MainJobSettings,
): Promise<string> {
  const saved = await tool.run({
    node: join(await cachedPackage('node', version), 'bin', 'node'),
    program: join(folder, 'node_modules', tool.package, 'dist', 'cli.js'),
    environment: { FIRSTHAND_API_KEY: apiKey, FIRSTHAND_BASE_URL: baseUrl, HOME: downloads },
    folder: downloads,
  });
  if (saved !== FILES_NEEDED) throw new Error(`saved ${saved} files instead of ${FILES_NEEDED}`);
  return '';
}
