import { FirstHandConfigurationError } from '../errors/client-errors.ts';

/** Returns the error for a runtime that cannot write files. */
export function noFileSystem(): FirstHandConfigurationError {
  return new FirstHandConfigurationError(
    'This runtime has no file system: download to "bytes" or "stream"',
  );
}
