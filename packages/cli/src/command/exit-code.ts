/**
 * The exit codes, which scripts may rely on. A new kind of failure gets a new code; none changes its meaning.
 */
export const EXIT = {
  success: 0,
  /** Anything that has no code of its own. */
  failure: 1,
  /** A flag or an argument is missing, unknown or not of its form, or the configuration is wrong. Nothing was sent. */
  usage: 2,
  /** The key is missing, unknown or not allowed to do this (401, 403). */
  unauthorized: 3,
  /** There is no such object (404). */
  notFound: 4,
  /** The service refused the request: it alone says which values it takes, since that changes (400, 402, 409, 413, 422). */
  refused: 5,
  /** A rate limit or a quota is used up (429). */
  limited: 6,
  /** The service failed or could not be reached (5xx, network, timeout). */
  unavailable: 7,
  /** The job was waited for, and was cancelled before all its files were approved. */
  incomplete: 8,
  /** Ctrl+C. */
  interrupted: 130,
} as const;

const BY_STATUS: Readonly<Record<number, number>> = {
  401: EXIT.unauthorized,
  403: EXIT.unauthorized,
  404: EXIT.notFound,
  429: EXIT.limited,
};
const BY_TYPE: Readonly<Record<string, number>> = {
  abort_error: EXIT.interrupted,
  configuration_error: EXIT.usage,
  connection_error: EXIT.unavailable,
  timeout_error: EXIT.unavailable,
  parse_error: EXIT.unavailable,
};

/** Returns the exit code of an error of the client, by its type and its status. */
export function exitCodeOf({
  type,
  status,
}: {
  type: string;
  status?: number | undefined;
}): number {
  const byType = Object.hasOwn(BY_TYPE, type) ? BY_TYPE[type] : undefined;
  if (byType !== undefined || status === undefined) return byType ?? EXIT.failure;
  return BY_STATUS[status] ?? (status >= 500 ? EXIT.unavailable : EXIT.refused);
}
