import { type ErrorContext, FirstHandError } from './firsthand-error.ts';

/** No complete response in time. Retried; `type` is `timeout_error`. */
export class FirstHandTimeoutError extends FirstHandError {
  declare readonly type: 'timeout_error';
  constructor(message: string, context?: ErrorContext) {
    super('timeout_error', message, { retryable: true, ...context });
  }
}

/**
 * The caller's signal was aborted; its reason is the `cause`. `type` is `abort_error`. `name` is
 * `AbortError`, by which libraries recognise an abort of any kind.
 */
export class FirstHandAbortError extends FirstHandError {
  declare readonly type: 'abort_error';
  constructor(reason: unknown) {
    super('abort_error', 'The caller aborted the call', { cause: reason });
  }
}

/** The service is unreachable, or the connection broke. Retried; `type` is `connection_error`. */
export class FirstHandConnectionError extends FirstHandError {
  declare readonly type: 'connection_error';
  constructor(message: string, context?: ErrorContext) {
    super('connection_error', message, { retryable: true, ...context });
  }
}

/** The response is not what the API sends: HTML, broken JSON, a redirect. `type` is `parse_error`. */
export class FirstHandParseError extends FirstHandError {
  declare readonly type: 'parse_error';
  constructor(message: string, context?: ErrorContext) {
    super('parse_error', message, context);
  }
}

/** The bytes of a downloaded file do not match its `content_hash`. `type` is `integrity_error`. */
export class FirstHandIntegrityError extends FirstHandError {
  declare readonly type: 'integrity_error';
  constructor(message: string) {
    super('integrity_error', message, { retryable: true });
  }
}

/**
 * A file or folder cannot be written: the disk is full, the path is a folder, permission is denied.
 * The system's error is the `cause`. `type` is `file_system_error`.
 */
export class FirstHandFileSystemError extends FirstHandError {
  declare readonly type: 'file_system_error';
  constructor(message: string, context?: ErrorContext) {
    super('file_system_error', message, context);
  }
}

/** An option or argument is invalid; nothing was sent. `type` is `configuration_error`. */
export class FirstHandConfigurationError extends FirstHandError {
  declare readonly type: 'configuration_error';
  constructor(message: string, context?: ErrorContext) {
    super('configuration_error', message, context);
  }
}

// Set outside the classes: see FirstHandError.
for (const [name, { prototype }] of Object.entries({
  Timeout: FirstHandTimeoutError,
  Connection: FirstHandConnectionError,
  Parse: FirstHandParseError,
  Integrity: FirstHandIntegrityError,
  FileSystem: FirstHandFileSystemError,
  Configuration: FirstHandConfigurationError,
})) {
  prototype.name = `FirstHand${name}Error`;
}
FirstHandAbortError.prototype.name = 'AbortError';
