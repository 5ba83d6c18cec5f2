import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstalledProject } from '../harness/installed-project.ts';
import type { ModuleFormat } from '../programs/compile-programs.ts';
import { importSubpaths } from '../programs/import-subpaths.ts';

const SOURCES = join(import.meta.dirname, 'consumer');

export const RESOLUTIONS = ['node16', 'nodenext', 'bundler'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

const SHARED_OPTIONS = {
  target: 'es2022',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
};

/** What a user has that is compiled. */
export interface Consumer {
  /** What stands in the table. */
  readonly name: string;
  readonly files: readonly string[];
  /** What it needs of the language's own declarations where Node's types do not bring it. */
  readonly lib: readonly string[];
}

/** Uses the client and the verifier. */
export const APPLICATION: Consumer = {
  name: 'application',
  files: ['consumer.ts', 'subpaths.ts', 'require.cts'],
  lib: [],
};

/** Uses the sandbox beside them, and ends its worlds by `await using`. */
export const TEST_SUITE: Consumer = {
  name: 'test suite',
  files: ['test-suite.ts', 'subpaths.ts'],
  lib: ['esnext.disposable'],
};

/** How strict a consumer's compiler is: as little as it can be, and as much. */
const STRICTNESS = {
  loose: {
    target: 'es2020',
    lib: ['es2020'],
    strict: false,
    exactOptionalPropertyTypes: false,
    noUncheckedIndexedAccess: false,
  },
  strictest: {
    allowUnreachableCode: false,
    erasableSyntaxOnly: true,
    isolatedModules: true,
    noFallthroughCasesInSwitch: true,
    noImplicitOverride: true,
    noImplicitReturns: true,
    noPropertyAccessFromIndexSignature: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    verbatimModuleSyntax: true,
  },
};
export const STRICTNESSES = ['loose', 'strictest'] as const;
export type Strictness = (typeof STRICTNESSES)[number];

/** What a consumer on Node has. */
const NODE_ENVIRONMENT = { lib: ['es2022'], types: ['node'] };
/** What a consumer has whose code is bundled for the web. */
const WEB_ENVIRONMENT = { lib: ['es2022', 'dom'], types: [] };

/**
 * Lays out the folder of a consumer of one module format, with a configuration for each module resolution.
 *
 * @returns the folder
 */
export async function writeConsumer(
  project: InstalledProject,
  format: ModuleFormat,
  consumer: Consumer,
): Promise<string> {
  const folder = join(project.folder, format);
  await cp(SOURCES, folder, { recursive: true });
  const type = format === 'ESM' ? 'module' : 'commonjs';
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type }));
  await writeFile(join(folder, 'subpaths.ts'), await importSubpaths(project));
  for (const resolution of RESOLUTIONS) {
    await writeConfiguration(folder, resolution, configuration(resolution, format, consumer));
  }
  for (const strictness of STRICTNESSES) {
    const options = { ...SHARED_OPTIONS, ...NODE_ENVIRONMENT, ...STRICTNESS[strictness] };
    await writeConfiguration(folder, strictness, {
      compilerOptions: { ...options, module: 'nodenext' },
      files: ['five-calls.ts', 'every-day.ts', 'subpaths.ts'],
    });
  }
  await writeConfiguration(folder, 'five-calls', {
    // What libraries cost by themselves is theirs: counted is what the calls make the compiler do.
    compilerOptions: {
      ...SHARED_OPTIONS,
      ...WEB_ENVIRONMENT,
      module: 'nodenext',
      skipLibCheck: true,
    },
    files: ['five-calls.ts'],
  });
  return folder;
}

/** The configuration's file in a consumer's folder. */
export function configurationFile(folder: string, name: string): string {
  return join(folder, `tsconfig.${name}.json`);
}

async function writeConfiguration(folder: string, name: string, content: object): Promise<void> {
  await writeFile(configurationFile(folder, name), JSON.stringify(content));
}

function configuration(
  resolution: Resolution,
  format: ModuleFormat,
  { files, lib }: Consumer,
): object {
  if (resolution !== 'bundler') {
    const compilerOptions = { ...SHARED_OPTIONS, ...NODE_ENVIRONMENT, module: resolution };
    return { compilerOptions: { ...compilerOptions, moduleResolution: resolution }, files };
  }
  const compilerOptions = {
    ...SHARED_OPTIONS,
    ...WEB_ENVIRONMENT,
    lib: [...WEB_ENVIRONMENT.lib, ...lib],
    // Only `preserve` lets a bundled file say `require`.
    module: format === 'ESM' ? 'esnext' : 'preserve',
    moduleResolution: 'bundler',
  };
  return {
    compilerOptions,
    files: [...files.filter((file) => format === 'CJS' || !file.endsWith('.cts')), 'page.d.ts'],
  };
}
