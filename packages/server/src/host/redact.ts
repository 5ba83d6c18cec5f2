/** What must never be logged (contract §8), and its replacement. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\bfh_(live|test)_sk_[0-9A-Za-z]+/g, 'fh_$1_sk_[redacted]'],
  [/\bwhsec_[0-9A-Za-z+/=_-]+/g, 'whsec_[redacted]'],
  [/\b(sk|rk)_(live|test)_[0-9A-Za-z]+/g, '$1_$2_[redacted]'],
  [/\bsignature=[^&\s"]+/gi, 'signature=[redacted]'],
  [/\bv1=[0-9a-f]{16,}/gi, 'v1=[redacted]'],
  [/\b(Bearer)\s+[^\s"\\]+/gi, '$1 [redacted]'],
  [/(postgres(?:ql)?:\/\/)[^\s"]+/gi, '$1[redacted]'],
];

/** What may hold an e-mail address: a run of characters that none of them ends at. */
const WORD = /[^\s"'<>()=,;:\\]+/g;
/** The @ of a scoped package in the path of a stack is none of an address. */
const AT = /(?<!node_modules\/)@/;
const TOP_LEVEL_DOMAIN = /\.[a-z]{2,}/gi;

/** Returns the text with every key, secret, signature and e-mail address replaced. */
export function redact(text: string): string {
  let redacted = text;
  for (const [pattern, replacement] of SECRETS) redacted = redacted.replace(pattern, replacement);
  return redacted.includes('@') ? redacted.replace(WORD, redactAddress) : redacted;
}

/** One expression for a whole address would try it from every letter of a long word, which takes quadratic time. */
function redactAddress(word: string): string {
  const at = word.search(AT);
  if (at < 1) return word;
  const last = [...word.slice(at).matchAll(TOP_LEVEL_DOMAIN)].at(-1);
  if (last === undefined) return word;
  return `[redacted e-mail]${word.slice(at + last.index + last[0].length)}`;
}
