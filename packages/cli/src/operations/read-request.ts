import { counted } from '@firsthandapi/spec/counted';
import type { Context } from '../command/context.ts';
import { type Parsed, textOf } from '../command/parse-arguments.ts';
import { UsageError } from '../command/usage-error.ts';
import type { Flag, OperationCommand } from './operation-command.ts';
import { readData } from './read-data.ts';
import { addNull, addValue, type Fields } from './request-value.ts';

/** The ids and the payload of a call. */
export interface Request {
  readonly ids: readonly string[];
  /** The body or the query; `undefined` for an optional one that nothing was given for. */
  readonly payload: Fields | undefined;
}

/**
 * Puts a request together from the arguments. The order of the flags is the order of the fields.
 *
 * @throws UsageError that names what is missing or wrong
 */
export async function readRequest(
  words: string,
  command: OperationCommand,
  parsed: Parsed,
  context: Pick<Context, 'stdin' | 'signal'>,
): Promise<Request> {
  const ids = readIds(words, command, parsed.positionals);
  const data = textOf(parsed, 'data');
  const fields: Fields = data === undefined ? {} : await readData(data, context);
  const flags = new Map(command.flags.map((flag) => [flag.name, flag]));
  for (const { name, value } of parsed.given) {
    const flag = flags.get(name);
    if (flag !== undefined) addValue(fields, flag, value);
    if (name === 'unset') addNull(fields, nullableFlag(flags, String(value)));
  }
  if (command.payload === 'body') requireFields(words, command.flags, fields);
  return {
    ids,
    payload: data === undefined && Object.keys(fields).length === 0 ? undefined : fields,
  };
}

function readIds(
  words: string,
  { ids }: OperationCommand,
  given: readonly string[],
): readonly string[] {
  if (given.length === ids.length) return given;
  const wanted = ids.length === 0 ? 'no id' : ids.map((name) => `<${name}>`).join(' ');
  throw new UsageError(
    `'firsthand ${words}' takes ${wanted}, and got ${counted(given.length, 'argument')}`,
  );
}

function nullableFlag(flags: ReadonlyMap<string, Flag>, name: string): Flag {
  const flag = flags.get(name.replace(/^--/, ''));
  if (flag?.isNullable) return flag;
  const possible = [...flags.values()].filter((one) => one.isNullable).map((one) => one.name);
  throw new UsageError(
    `--unset ${name}: this field cannot be cleared; pass one of ${possible.join(', ')}`,
  );
}

/** Only whether they are there: what they may contain is for the service to say. */
function requireFields(words: string, flags: readonly Flag[], fields: Fields): void {
  const missing = flags.filter(
    ({ isRequired, path }) =>
      isRequired && path.length === 1 && !Object.hasOwn(fields, path[0] ?? ''),
  );
  const [first] = missing;
  if (first === undefined) return;
  const names = missing.map(({ name }) => `--${name}`).join(', ');
  throw new UsageError(
    `'firsthand ${words}' needs ${names} (--${first.name}: ${first.description})`,
  );
}
