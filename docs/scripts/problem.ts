/** Something that a check found. */
export interface Problem {
  /** Path from the root of the repository. */
  readonly file: string;
  /** From 1; undefined when it is about the whole file. */
  readonly line: number | undefined;
  readonly message: string;
}

/** A problem as one line, which editors and terminals make a link of. */
export function formatProblem({ file, line, message }: Problem): string {
  return `${line === undefined ? file : `${file}:${line}`}  ${message}`;
}
