import { COMMON_OPTIONS, CONNECTION_OPTIONS } from '../command/common-options.ts';
import type { Option } from '../command/parse-arguments.ts';
import type { Flag, FlagKind, OperationCommand } from './operation-command.ts';

const VALUES: Readonly<Record<FlagKind, string | undefined>> = {
  text: '<text>',
  number: '<number>',
  boolean: undefined,
  object: '<json>',
  map: '<key=value>',
};

const DATA: Option = {
  name: 'data',
  value: '<json|@file|->',
  description: 'The body as JSON, from a file, or from standard input (-). Flags add to it.',
};
const UNSET: Option = {
  name: 'unset',
  value: '<flag>',
  isMultiple: true,
  description: 'Clear a field: send null.',
};
const ALL: Option = { name: 'all', description: 'Fetch all pages.' };
const IDEMPOTENCY_KEY: Option = {
  name: 'idempotency-key',
  value: '<text>',
  description: 'Run only once, however often it is repeated with this key. Default: a random one.',
};
const LONG_POLL: Option = {
  name: 'long-poll',
  value: '<seconds>',
  description: 'Let the service hold the response until the status changes, for up to 60 seconds.',
};
/** What follows a job that was created. */
export const WAIT: Option = {
  name: 'wait',
  description: 'Wait until the job is completed or cancelled; exits with 8 when it is cancelled.',
};
export const TO: Option = {
  name: 'to',
  value: '<folder>',
  description: 'Download the approved files into a folder, each checked against its hash.',
};

/** Returns all options of an operation's command: a flag for each field, then those that say how to call it. */
export function operationOptions(command: OperationCommand): Option[] {
  const { flags, payload, isList, isIdempotent, isLongPoll, operationId } = command;
  const nullable = flags.filter((flag) => flag.isNullable).map(({ name }) => name);
  return [
    ...flags.map(optionOf),
    ...(operationId === 'createJob' ? [WAIT, TO] : []),
    ...(payload === 'body' ? [DATA] : []),
    ...(nullable.length > 0 ? [{ ...UNSET, values: nullable }] : []),
    ...(isList ? [ALL] : []),
    ...(isIdempotent ? [IDEMPOTENCY_KEY] : []),
    ...(isLongPoll ? [LONG_POLL] : []),
    ...CONNECTION_OPTIONS,
    ...COMMON_OPTIONS,
  ];
}

function optionOf({ name, kind, description, isList, values }: Flag): Option {
  const value = VALUES[kind];
  return {
    name,
    description,
    ...(value === undefined ? { isNegatable: true } : { value }),
    ...((isList || kind === 'map') && { isMultiple: true }),
    ...(values !== undefined && { values }),
  };
}
