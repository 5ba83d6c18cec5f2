import type { EntryPoint } from './entry-points.ts';

/** The report that the package's other reports refer to. */
export const MAIN_REPORT = 'index';

/** Returns the file name of an entry point's report. */
export const reportFileOf = ({ name }: Pick<EntryPoint, 'name'>): string => `${name}.api.md`;

/**
 * Formats the report of an entry point for reviews: its exports, then the types that they refer to
 * but that users cannot import from it.
 *
 * @param declarations of the entry point
 * @param mainDeclarations those of the package's main entry point, which are not repeated
 */
export function formatReport(
  packageName: string,
  { name }: Pick<EntryPoint, 'name'>,
  declarations: readonly string[],
  mainDeclarations: readonly string[] = [],
): string {
  const specifier = name === MAIN_REPORT ? packageName : `${packageName}/${name}`;
  const shown = new Set(mainDeclarations.map(withoutExport));
  const isOwn = (declaration: string) => !shown.has(declaration);
  const isImport = (declaration: string) => declaration.startsWith('import ');
  const isExport = (declaration: string) => declaration.startsWith('export ');
  const isMentioned = (declaration: string) => !isImport(declaration) && !isExport(declaration);
  return [
    `# ${specifier}`,
    'Written from the built declarations by `pnpm api:write`; do not edit.',
    ...section('Exports', [...declarations.filter(isImport), ...declarations.filter(isExport)]),
    ...section('Mentioned, not exported', declarations.filter(isMentioned).filter(isOwn)),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

const withoutExport = (declaration: string): string => declaration.replace(/^export /, '');

function section(title: string, declarations: readonly string[]): string[] {
  if (declarations.length === 0) return [];
  return [`## ${title}`, `\`\`\`ts\n${declarations.join('\n\n')}\n\`\`\``];
}
