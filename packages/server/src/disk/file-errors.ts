import { UnavailableError } from '@firsthandapi/engine';

/** Codes of the operating system that mean that files cannot be used now, and what each means. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'access is denied',
  EDQUOT: 'the disk quota is used up',
  EIO: 'the disk fails to read or write',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENODEV: 'the disk is gone',
  ENOENT: 'the folder is gone',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'the folder is gone',
  EPERM: 'access is denied',
  EROFS: 'the disk is read-only',
  ESTALE: 'the disk is gone',
};

/** Returns the error as an `UnavailableError` when the file system, not the request, is at fault. */
export function toFilesError(error: unknown): unknown {
  const reason = REASONS[codeOf(error)];
  return reason === undefined
    ? error
    : new UnavailableError(`The files cannot be used: ${reason}`, { cause: error });
}

/** Returns what the operating system says is wrong, in words without a path. */
export function fileProblem(error: unknown): string {
  return REASONS[codeOf(error)] ?? 'it cannot be used';
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
