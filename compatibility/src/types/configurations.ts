import type { ModuleFormat } from '../programs/compile-programs.ts';
import type { Consumer } from './consumers.ts';

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

/** The configuration of a consumer whose compiler is as strict as that. */
export function strictConfiguration(strictness: Strictness): object {
  const options = { ...SHARED_OPTIONS, ...NODE_ENVIRONMENT, ...STRICTNESS[strictness] };
  return {
    compilerOptions: { ...options, module: 'nodenext' },
    files: ['five-calls.ts', 'every-day.ts', 'subpaths.ts'],
  };
}

/** The configuration in which the cost of types is counted. */
export const COST_CONFIGURATION = {
  // What libraries cost by themselves is theirs: counted is what the calls make the compiler do.
  compilerOptions: {
    ...SHARED_OPTIONS,
    ...WEB_ENVIRONMENT,
    module: 'nodenext',
    skipLibCheck: true,
  },
  files: ['five-calls.ts'],
};

/** The configuration of a consumer for a way to resolve modules. */
export function configuration(
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
