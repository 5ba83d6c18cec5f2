/** One field that is wrong, as an error's `details` name it (Contract §2). */
export type FieldError = { field: string; message: string };

/** The part of a zod issue that is read here. */
type ValidationIssue = {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
};

function joinPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((joined, step) => {
    if (typeof step === 'number') return `${joined}[${step}]`;
    return joined === '' ? String(step) : `${joined}.${String(step)}`;
  }, '');
}

/**
 * The issues of a failed parse as `details`: one entry for each field, by its path as the caller wrote it, such as
 * `location.lat` or `accepted_formats[1]`, and one for each unknown field. A value that is wrong as a whole has the
 * field `body`.
 */
export function fieldErrors(error: { readonly issues: readonly ValidationIssue[] }): FieldError[] {
  const found = new Map<string, FieldError>();
  for (const { code, path, message, keys = [] } of error.issues) {
    const paths = code === 'unrecognized_keys' ? keys.map((key) => [...path, key]) : [path];
    for (const field of paths.map(joinPath)) {
      if (!found.has(field)) found.set(field, { field: field === '' ? 'body' : field, message });
    }
  }
  return [...found.values()];
}
