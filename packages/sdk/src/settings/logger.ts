import { redact, redactData } from '../errors/redact.ts';

/** How much is logged: `off`, or everything of the level and of those before it. */
export type LogLevel = 'off' | 'error' | 'warn' | 'info' | 'debug';

/** Where log lines go; `console` is one. `context` holds plain values, already redacted. */
export interface Logger {
  error(message: string, context?: unknown): void;
  warn(message: string, context?: unknown): void;
  info(message: string, context?: unknown): void;
  debug(message: string, context?: unknown): void;
}

/** Writes one line, which is only made when its level is switched on; the context at `debug` only. */
export type Log = (
  level: 'warn' | 'info' | 'debug',
  line: () => readonly [message: string, context?: unknown],
) => void;

/** Each level includes those before it. */
const LEVELS: readonly LogLevel[] = ['off', 'error', 'warn', 'info', 'debug'];

/**
 * Binds a logger to a level and redacts all that passes through.
 *
 * @param secret gives the client's present key, which is masked wherever it stands
 */
export function createLog(logger: Logger, logLevel: LogLevel, secret: () => unknown): Log {
  return (level, line) => {
    if (LEVELS.indexOf(level) > LEVELS.indexOf(logLevel)) return;
    const [message, context] = line();
    const text = `[firsthandapi] ${redact(message, secret())}`;
    if (context && logLevel === 'debug') logger[level](text, redactData(context, secret()));
    else logger[level](text);
  };
}
