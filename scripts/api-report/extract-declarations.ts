import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import type { WorkspacePackage } from '../published-packages.ts';
import type { EntryPoint } from './entry-points.ts';

/** Reports state the API without remarks; reviews judge its changes. */
const SILENT = { default: { logLevel: 'none' as never } };
const MESSAGES = {
  compilerMessageReporting: SILENT,
  extractorMessageReporting: SILENT,
  tsdocMessageReporting: SILENT,
};

/**
 * Reads the declarations of an entry point: each export with its signature, sorted, and every type that one
 * of them refers to but does not export.
 *
 * @param temporary a folder for intermediate files
 * @returns the declarations, separated by blank lines
 * @throws Error when the declarations cannot be read, for example before a build
 */
export async function extractDeclarations(
  { folder, manifest }: WorkspacePackage,
  { name, declarations }: EntryPoint,
  temporary: string,
): Promise<readonly string[]> {
  await mkdir(temporary, { recursive: true });
  const configuration = ExtractorConfig.prepare({
    configObjectFullPath: join(folder, 'api-extractor.json'),
    packageJsonFullPath: join(folder, 'package.json'),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, declarations),
      compiler: { tsconfigFilePath: join(folder, 'tsconfig.json') },
      newlineKind: 'lf',
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: temporary,
        reportTempFolder: join(temporary, 'working'),
        includeForgottenExports: true,
      },
      messages: MESSAGES,
    },
  });
  const problems: string[] = [];
  const { succeeded } = Extractor.invoke(configuration, {
    localBuild: true,
    messageCallback: (message) => {
      message.handled = true;
      if (message.logLevel === 'error') problems.push(message.text);
    },
  });
  if (!succeeded) throw new Error([`${manifest.name}, ${name}: no report`, ...problems].join('\n'));
  return declarationsIn(await readFile(join(temporary, `${name}.api.md`), 'utf8'));
}

/** Returns the declarations of an extractor's report, without its remarks about comments. */
function declarationsIn(report: string): readonly string[] {
  const code = /```ts\n(.*)```/s.exec(report)?.[1] ?? '';
  return code
    .replaceAll(/^ *\/\/ (@public( \(undocumented\))?|\(undocumented\))\n/gm, '')
    .split('\n\n')
    .map((declaration) => declaration.trim())
    .filter((declaration) => declaration && !declaration.startsWith('// (No @package'));
}
