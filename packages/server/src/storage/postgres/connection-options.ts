import type { ClientConfig } from 'pg';
import pg from 'pg';

/** Time limits of a process's connections, in milliseconds. Together they bound how long a request can wait. */
export interface ConnectionLimits {
  /** Waiting for a free connection of the pool, or opening one. */
  readonly acquireMs: number;
  /** Waiting for the response to a statement. A connection that exceeds it is destroyed. */
  readonly responseMs: number;
  /** PostgreSQL cancels a statement after this time, before the client gives up. */
  readonly statementMs: number;
  /** Waiting for a lock that another transaction holds. */
  readonly lockMs: number;
  /**
   * PostgreSQL ends a transaction whose process is gone without a word, or has stopped, after this time, so that its locks
   * do not block the others for longer than a request waits.
   */
  readonly idleInTransactionMs: number;
}

/** How long an operation waits for PostgreSQL by default before its request gets a 503. */
export const DEFAULT_DEADLINE_MS = 4_500;
const CONNECT_FOR_MIGRATION_MS = 5_000;

/** Divides a deadline between waiting for a connection and waiting for the response. */
export function limitsFor(deadlineMs: number): ConnectionLimits {
  const share = (part: number) => Math.max(1, Math.round(deadlineMs * part));
  return {
    acquireMs: share(0.4),
    responseMs: share(0.6),
    statementMs: share(0.5),
    lockMs: share(0.35),
    idleInTransactionMs: share(0.6),
  };
}

/** Parameters of a connection URL that the driver handles, or that concern only other drivers. */
const DRIVER_PARAMETERS: ReadonlySet<string> = new Set([
  'application_name',
  'channel_binding',
  'client_encoding',
  'connect_timeout',
  'fallback_application_name',
  'gssencmode',
  'host',
  'options',
  'password',
  'port',
  'ssl',
  'sslcert',
  'sslkey',
  'sslmode',
  'sslnegotiation',
  'sslrootcert',
  'target_session_attrs',
  'uselibpqcompat',
  'user',
]);

const INT8 = 20;
const JSON_TEXT = 114;

const types: NonNullable<ClientConfig['types']> = {
  getTypeParser(oid: number, format?: string) {
    // Cents and milliseconds stay far below 2^53.
    if (oid === INT8) return Number;
    // Kept as text, to preserve the order of fields and the escapes.
    if (oid === JSON_TEXT) return identity;
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

/** Returns the options of the connections that serve requests and tasks. */
export function connectionOptions(url: string, limits: ConnectionLimits): ClientConfig {
  return {
    ...optionsOf(url, {
      statement_timeout: String(limits.statementMs),
      lock_timeout: String(limits.lockMs),
      idle_in_transaction_session_timeout: String(limits.idleInTransactionMs),
      // Of statements outside of transactions, which are not repeated after conflicts.
      default_transaction_isolation: 'read committed',
      // A sequential scan takes a predicate lock on the whole table, so that serialisable transactions conflict. Every
      // statement here has an index and needs none.
      enable_seqscan: 'off',
      // With sequential scans disabled, the planner's cost of queries without an index would trigger JIT compilation.
      jit: 'off',
    }),
    connectionTimeoutMillis: limits.acquireMs,
    query_timeout: limits.responseMs,
    pipeline: true,
    types,
  };
}

/** Returns the options of a connection for migrations, whose statements may take long. */
export function migrationOptions(url: string): ClientConfig {
  return { ...optionsOf(url, {}), connectionTimeoutMillis: CONNECT_FOR_MIGRATION_MS, types };
}

/**
 * Parameters that the driver does not know, such as `search_path`, become settings of the session. They override
 * `settings`, and both override what is configured for the database or the role.
 */
function optionsOf(url: string, settings: Readonly<Record<string, string>>): ClientConfig {
  const parsed = new URL(url);
  const { searchParams } = parsed;
  const chosen: Record<string, string> = { ...settings };
  for (const [name, value] of [...searchParams]) {
    if (DRIVER_PARAMETERS.has(name)) continue;
    chosen[name] = value;
    searchParams.delete(name);
  }
  const options = Object.entries(chosen).map(([name, value]) => `-c ${name}=${escaped(value)}`);
  const own = searchParams.get('options');
  if (own !== null) options.push(own);
  searchParams.set('options', options.join(' '));
  if (!searchParams.has('application_name')) {
    searchParams.set('application_name', 'firsthandapi');
  }
  setTlsMode(searchParams);
  return { connectionString: parsed.href, keepAlive: true, keepAliveInitialDelayMillis: 10_000 };
}

/** Gives `sslmode` the meaning it has in libpq; by default, the driver verifies certificates in every mode. */
function setTlsMode(parameters: URLSearchParams): void {
  const mode = parameters.get('sslmode');
  if (mode === 'verify-ca' && !parameters.has('sslrootcert')) {
    parameters.set('sslmode', 'verify-full');
  } else if (mode === 'allow') parameters.set('sslmode', 'disable');
  else if (mode !== null && !parameters.has('uselibpqcompat')) {
    parameters.set('uselibpqcompat', 'true');
  }
}

function escaped(value: string): string {
  return value.replace(/[\\ ]/g, '\\$&');
}

function identity(text: string): string {
  return text;
}
