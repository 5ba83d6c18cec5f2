import { describe } from '../errors/describe.ts';
import { redact, redactData } from '../errors/redact.ts';
import { notify } from './notify.ts';

/** How much is logged: `off`, or the level and everything more severe. */
export type LogLevel = 'off' | 'error' | 'warn' | 'info' | 'debug';

/**
 * Receives log lines; `console` is one. `context` holds plain values, already redacted. A logger that
 * fails changes no call's outcome.
 */
export interface Logger {
  error(message: string, context?: unknown): void;
  warn(message: string, context?: unknown): void;
  info(message: string, context?: unknown): void;
  debug(message: string, context?: unknown): void;
}

/** Writes one line, built only when its level is enabled; the context only at `debug`. */
export type Log = (
  level: Exclude<LogLevel, 'off'>,
  line: () => readonly [message: string, context?: unknown],
) => void;

/** Each level includes those before it. */
const LEVELS = 'off error warn info debug';

/**
 * Binds a logger to a level and redacts every line.
 *
 * @param secret returns the client's current key, which is masked wherever it appears
 */
export function createLog(logger: Logger, logLevel: LogLevel, secret: () => unknown): Log {
  return (level, line) => {
    if (LEVELS.indexOf(level) > LEVELS.indexOf(logLevel)) return;
    const [message, context] = line();
    const text = `[firsthandapi] ${redact(message, secret())}`;
    const isShown = context && logLevel === 'debug';
    notify(() => {
      // Called as a method, in case the logger needs its receiver; not all loggers have every level.
      return logger[level]?.(text, ...(isShown ? [redactData(context, secret())] : []));
    });
  };
}

/** Calls a callback of the caller and logs its failure. */
export function callBack(log: Log, name: string, callback: () => unknown): void {
  notify(callback, (error) => log('error', () => [`${name} failed: ${describe(error)}`]));
}
