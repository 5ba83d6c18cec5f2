const MASK = '[redacted]';

/** Fields and headers whose value is secret. */
const SECRET_NAME = /secret|key$|authorization|cookie|password|token|signature/i;

/** Each pattern keeps its first group and masks the rest of the match. What is masked already stays as it is. */
const PATTERNS: readonly RegExp[] = [
  /\b(fh_(?:live|test)_(?!sk_\[)(?:sk_)?)[\w-]+/g,
  /\b(whsec_)[\w+/=-]+/g,
  /\b(v1=)[\da-f]{8,}/gi,
  /\b(bearer\s+)[^\s"'\\]+/gi,
];

/** Matched whole and cut afterwards: a pattern that looks for the query itself is quadratic in a run of URLs. */
const URLS = /https?:\/\/[^\s"'\\]+/gi;

/**
 * Masks secrets anywhere in a text: API keys, webhook secrets, signatures, bearer tokens and the
 * query of signed URLs.
 *
 * @param secret another text to mask, such as a key of another form; ignored unless it is a string
 */
export function redact(text: string, secret?: unknown): string {
  const start = typeof secret === 'string' && secret ? text.replaceAll(secret, MASK) : text;
  const withoutQueries = start.replace(URLS, (url) => url.replace(/\?.+/, `?${MASK}`));
  return PATTERNS.reduce((masked, pattern) => masked.replace(pattern, `$1${MASK}`), withoutQueries);
}

/** Returns a copy of plain data with every text redacted and secret fields masked whole. */
export function redactData(data: unknown, secret?: unknown): unknown {
  const masked = JSON.stringify(data, (name, value) =>
    typeof value === 'string' && SECRET_NAME.test(name) ? MASK : value,
  );
  return JSON.parse(redact(masked, secret));
}
