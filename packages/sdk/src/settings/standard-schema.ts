/** The part of the Standard Schema interface (version 1) that validates a value. */
export interface StandardSchema {
  readonly '~standard': {
    validate(value: unknown): StandardResult | Promise<StandardResult>;
  };
}

/** `issues` is set when the value is invalid. */
export interface StandardResult {
  readonly issues?: readonly StandardIssue[] | undefined;
}

/** One violation and its path. */
export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}
