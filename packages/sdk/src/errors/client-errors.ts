import { type ErrorContext, FirstHandError } from './firsthand-error.ts';

/** No complete response in time. Retried; `type` is `timeout_error`. */
export class FirstHandTimeoutError extends FirstHandError {
  declare readonly type: 'timeout_error';
  constructor(message: string, context?: ErrorContext) {
    super('timeout_error', message, { retryable: true, ...context });
  }
}
FirstHandTimeoutError.prototype.name = 'FirstHandTimeoutError';

/** The caller's signal was aborted; its reason is the `cause`. `type` is `abort_error`. */
export class FirstHandAbortError extends FirstHandError {
  declare readonly type: 'abort_error';
  constructor(reason: unknown) {
    super('abort_error', 'The caller aborted the call', { cause: reason });
  }
}
FirstHandAbortError.prototype.name = 'FirstHandAbortError';

/** The service is unreachable, or the connection broke. Retried; `type` is `connection_error`. */
export class FirstHandConnectionError extends FirstHandError {
  declare readonly type: 'connection_error';
  constructor(message: string, context?: ErrorContext) {
    super('connection_error', message, { retryable: true, ...context });
  }
}
FirstHandConnectionError.prototype.name = 'FirstHandConnectionError';

/** The response is not what the API sends: HTML, broken JSON, a redirect. `type` is `parse_error`. */
export class FirstHandParseError extends FirstHandError {
  declare readonly type: 'parse_error';
  constructor(message: string, context?: ErrorContext) {
    super('parse_error', message, context);
  }
}
FirstHandParseError.prototype.name = 'FirstHandParseError';

/** The bytes of a downloaded file do not match its `content_hash`. `type` is `integrity_error`. */
export class FirstHandIntegrityError extends FirstHandError {
  declare readonly type: 'integrity_error';
  constructor(message: string) {
    super('integrity_error', message, { retryable: true });
  }
}
FirstHandIntegrityError.prototype.name = 'FirstHandIntegrityError';

/** An option or argument is invalid; nothing was sent. `type` is `configuration_error`. */
export class FirstHandConfigurationError extends FirstHandError {
  declare readonly type: 'configuration_error';
  constructor(message: string, context?: ErrorContext) {
    super('configuration_error', message, context);
  }
}
FirstHandConfigurationError.prototype.name = 'FirstHandConfigurationError';
