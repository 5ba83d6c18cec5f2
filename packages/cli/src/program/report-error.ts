import type { Context } from '../command/context.ts';
import { EXIT, exitCodeOf } from '../command/exit-code.ts';
import { Interruption } from '../command/interruption.ts';
import { MissingKeyError } from '../command/missing-key-error.ts';
import { UsageError } from '../command/usage-error.ts';
import { plainJson, plainText } from '../output/plain-text.ts';

/** An error of the client, recognised by its form so that the client need not be loaded. */
interface ClientError extends Error {
  readonly type: string;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly details: readonly { readonly field: string; readonly message: string }[];
  toJSON(): Readonly<Record<string, unknown>>;
}

/** How to show an error. */
export interface Reporting {
  readonly isJson: boolean;
  /** The names of the command's options, to which the fields that the service names belong. */
  readonly options: readonly string[];
  /** Where the key comes from that the service has refused. */
  readonly refusedKey?: string | undefined;
}

/** Prints an error on standard error, and returns the exit code for it. */
export function reportError(
  error: unknown,
  { isJson, options, refusedKey }: Reporting,
  { stderr, signal }: Context,
): number {
  if (signal.aborted || error instanceof Interruption) {
    stderr.write('Interrupted.\n');
    return EXIT.interrupted;
  }
  if (isClientError(error)) {
    error.message = inWordsOfTheCommandLine(error.message);
    const key = refusedKey === undefined ? '' : `  The key is that of ${plainText(refusedKey)}\n`;
    const json = { ...error.toJSON(), ...(refusedKey !== undefined && { key_source: refusedKey }) };
    stderr.write(isJson ? `${plainJson(json)}\n` : describe(error, options) + key);
    return exitCodeOf(error);
  }
  const message = error instanceof Error ? error.message : String(error);
  const type = error instanceof UsageError ? 'usage_error' : 'unexpected_error';
  stderr.write(isJson ? `${plainJson({ type, message })}\n` : `${plainText(message)}\n`);
  return ownExitCodeOf(error);
}

/** The client names its option, which nobody has written here. */
function inWordsOfTheCommandLine(message: string): string {
  return message.replaceAll(/\bbaseUrl\b/g, 'the base URL');
}

/** The exit code of an error that is not the client's. */
function ownExitCodeOf(error: unknown): number {
  if (error instanceof MissingKeyError) return EXIT.unauthorized;
  return error instanceof UsageError ? EXIT.usage : EXIT.failure;
}

function describe(error: ClientError, options: readonly string[]): string {
  const { type, status, requestId, message, details } = error;
  const origin = [type, status, requestId].filter((part) => part !== undefined).join(', ');
  const lines = details.map(
    ({ field, message: fault }) => `  ${flagOf(field, options)} ${plainText(fault)}\n`,
  );
  // The message of an error with details only repeats them.
  const title = lines.length > 0 ? 'The request is not valid' : message;
  return `${plainText(title)} (${plainText(origin)})\n${lines.join('')}`;
}

/** The flag of a field that the service names, `--location.radius-km` for `location.radius_km`; else the field. */
function flagOf(field: string, options: readonly string[]): string {
  const path = field.replace(/\[\d+\]/g, '').replaceAll('_', '-');
  const option = options.find((name) => path === name || path.startsWith(`${name}.`));
  if (option === undefined) return plainText(field);
  return path === option ? `--${option}` : `--${option} (${plainText(field)})`;
}

function isClientError(error: unknown): error is ClientError {
  return error instanceof Error && 'type' in error && 'details' in error && 'toJSON' in error;
}
