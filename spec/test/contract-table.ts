import { readFileSync } from 'node:fs';
import { SCOPES } from '../generated/index.ts';

/** One operation as the contract's table in §3 names it. */
export interface ContractOperation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly scopes: readonly string[];
  /** Whether it needs an `Idempotency-Key`. */
  readonly idempotent: boolean;
}

/** The text of `docs/contract.md`. */
export const contractText = readFileSync(
  new URL('../../docs/contract.md', import.meta.url),
  'utf8',
);

/**
 * Reads the operations from the contract's table in a section. Throws with the row if it cannot read one.
 *
 * @param number The section. Default 3, the operations of buyers.
 */
export function operationsInContract(
  text: string,
  number = 3,
  known: readonly string[] = SCOPES,
): ContractOperation[] {
  const [rows = []] = tablesInSection(text, number);
  return rows.flatMap((row) => operationsInRow(row, known));
}

/** Reads the roles of members from the second table of §11: their scopes, and those that they have with `test` alone. */
export function rolesInContract(
  text: string,
): Record<string, readonly [always: string[], inTest: string[]]> {
  const [, rows = []] = tablesInSection(text, 11);
  return Object.fromEntries(
    rows.map((row) => {
      const [role = '', scopes = ''] = cellsOf(row);
      const [always = '', inTest] = scopes.replace('all nine', SCOPES.join(' + ')).split('; ');
      const more = inTest?.replace(' with test alone', '').split(' + ') ?? [];
      return [role, [always.split(' + '), more]];
    }),
  );
}

/** The rows of each table of a section, without its head. */
function tablesInSection(text: string, number: number): string[][] {
  const [, rest = ''] = text.split(new RegExp(`^## ${number}\\. .*$`, 'm'));
  const [section = ''] = rest.split(/^## /m);
  const tables = section.split('\n\n').filter((block) => block.startsWith('|'));
  return tables.map((table) => table.split('\n').slice(2));
}

function cellsOf(row: string): string[] {
  return row
    .split('|')
    .slice(1)
    .map((cell) => cell.trim());
}

/** A row describes one operation, or several with ` · ` between their paths and between their names. */
function operationsInRow(row: string, known: readonly string[]): ContractOperation[] {
  const [endpoints = '', names = '', scopes = '', key = ''] = cellsOf(row);
  const operationIds = names.split(' · ').map((name) => firstWord(name, row));
  const parts = endpoints.split(/ · | and (?=[A-Z]+ )/);
  if (parts.length !== operationIds.length) {
    throw new Error(`Each operation needs a path and an operationId: ${row}`);
  }
  const firstPath = parts[0]?.split(' ')[1] ?? '';
  return operationIds.map((operationId, index) => {
    const { method, path } = readEndpoint(parts[index] ?? '', firstPath, row);
    const scopeList = readScopes(scopes, row, known);
    // Only POST uses an idempotency key; a GET in the same row needs none.
    return {
      method,
      path,
      operationId,
      scopes: scopeList,
      idempotent: key === 'yes' && method === 'POST',
    };
  });
}

/** Reads an endpoint such as `GET /v1/jobs`; `…` stands for the row's first path. */
function readEndpoint(text: string, firstPath: string, row: string) {
  const match = /^([A-Z]+) (…)?(\/\S*)/.exec(text);
  if (match === null) throw new Error(`No method and path in '${text}': ${row}`);
  const [, method = '', repeated, path = ''] = match;
  return { method, path: repeated === undefined ? path : `${firstPath}${path}` };
}

function readScopes(text: string, row: string, known: readonly string[]): readonly string[] {
  if (text === 'none') return [];
  if (text === 'all nine') return SCOPES;
  const scopes = text.split(' + ');
  const unknown = scopes.filter((scope) => !known.includes(scope));
  if (unknown.length > 0) throw new Error(`Unknown scope '${unknown.join()}': ${row}`);
  return scopes;
}

function firstWord(text: string, row: string): string {
  const word = /^[A-Za-z]+/.exec(text)?.[0];
  if (word === undefined) throw new Error(`No operationId in '${text}': ${row}`);
  return word;
}
