/** One field that is wrong, as an error's `details` name it (Contract §2). */
export type FieldError = { field: string; message: string };

/** The part of a zod issue that is read here. */
type ValidationIssue = {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
};

/** A response must not grow with what the client sent, so that an error costs no more than the request. */
const MOST_DETAILS = 20;
const LONGEST_FIELD = 100;

function joinPath(path: readonly PropertyKey[]): string {
  const joined = path.reduce<string>((prefix, step) => {
    if (typeof step === 'number') return `${prefix}[${step}]`;
    const name = String(step).slice(0, LONGEST_FIELD + 1);
    return prefix === '' ? name : `${prefix}.${name}`;
  }, '');
  return joined.length > LONGEST_FIELD ? `${joined.slice(0, LONGEST_FIELD)}…` : joined;
}

/**
 * The issues of a failed parse as `details`: one entry for each field, by its path as the caller wrote it, such as
 * `location.lat` or `accepted_formats[1]`, and one for each unknown field. A value that is wrong as a whole has the
 * field `body`. At most 20 entries, each field cut to 100 characters.
 */
export function fieldErrors(error: { readonly issues: readonly ValidationIssue[] }): FieldError[] {
  const found = new Map<string, FieldError>();
  for (const { code, path, message, keys = [] } of error.issues) {
    const paths =
      code === 'unrecognized_keys'
        ? keys.slice(0, MOST_DETAILS).map((key) => [...path, key])
        : [path];
    for (const field of paths.map(joinPath)) {
      if (found.size === MOST_DETAILS) return [...found.values()];
      if (!found.has(field)) found.set(field, { field: field === '' ? 'body' : field, message });
    }
  }
  return [...found.values()];
}
