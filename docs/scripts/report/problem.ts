/** A problem that a check found. */
export interface Problem {
  /** Path from the root of the repository. */
  readonly file: string;
  /** From 1; undefined when it concerns the whole file. */
  readonly line: number | undefined;
  readonly message: string;
}

/** Formats a problem as one line that editors and terminals turn into a link. */
export function formatProblem({ file, line, message }: Problem): string {
  return `${line === undefined ? file : `${file}:${line}`}  ${message}`;
}
