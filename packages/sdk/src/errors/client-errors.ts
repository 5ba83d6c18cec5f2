import { type ErrorContext, FirstHandApiError } from './api-error.ts';

/** No complete answer in time. Retried; `type` is `timeout_error`. */
export class FirstHandTimeoutError extends FirstHandApiError {
  static {
    this.prototype.name = 'FirstHandTimeoutError';
  }
  declare readonly type: 'timeout_error';
  constructor(message: string, context?: ErrorContext) {
    super('timeout_error', message, { retryable: true, ...context });
  }
}

/** The caller's signal was aborted; its reason is the `cause`. `type` is `abort_error`. */
export class FirstHandAbortError extends FirstHandApiError {
  static {
    this.prototype.name = 'FirstHandAbortError';
  }
  declare readonly type: 'abort_error';
  constructor(reason: unknown) {
    super('abort_error', 'the caller aborted the call', { cause: reason });
  }
}

/** The service could not be reached, or the connection broke. Retried; `type` is `connection_error`. */
export class FirstHandConnectionError extends FirstHandApiError {
  static {
    this.prototype.name = 'FirstHandConnectionError';
  }
  declare readonly type: 'connection_error';
  constructor(message: string, context?: ErrorContext) {
    super('connection_error', message, { retryable: true, ...context });
  }
}

/** The answer is not what the API sends: HTML, broken JSON, a redirect. `type` is `parse_error`. */
export class FirstHandParseError extends FirstHandApiError {
  static {
    this.prototype.name = 'FirstHandParseError';
  }
  declare readonly type: 'parse_error';
  constructor(message: string, context?: ErrorContext) {
    super('parse_error', message, context);
  }
}

/** The bytes of a downloaded file are not those of its `content_hash`. `type` is `integrity_error`. */
export class FirstHandIntegrityError extends FirstHandApiError {
  static {
    this.prototype.name = 'FirstHandIntegrityError';
  }
  declare readonly type: 'integrity_error';
  constructor(message: string) {
    super('integrity_error', message, { retryable: true });
  }
}

/** An option or argument is wrong; nothing was sent. `type` is `configuration_error`. */
export class FirstHandConfigurationError extends FirstHandApiError {
  static {
    this.prototype.name = 'FirstHandConfigurationError';
  }
  declare readonly type: 'configuration_error';
  constructor(message: string, context?: ErrorContext) {
    super('configuration_error', message, context);
  }
}
