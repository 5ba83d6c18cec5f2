/** What must never be in a log (contract §8), and what stands there instead. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\bfh_(live|test)_sk_[0-9A-Za-z]+/g, 'fh_$1_sk_[redacted]'],
  [/\bwhsec_[0-9A-Za-z+/=_-]+/g, 'whsec_[redacted]'],
  [/\b(sk|rk)_(live|test)_[0-9A-Za-z]+/g, '$1_$2_[redacted]'],
  [/\bsignature=[^&\s"]+/gi, 'signature=[redacted]'],
  [/\bv1=[0-9a-f]{16,}/gi, 'v1=[redacted]'],
  [/\b(Bearer)\s+[^\s"\\]+/gi, '$1 [redacted]'],
  [/(postgres(?:ql)?:\/\/)[^\s"]+/gi, '$1[redacted]'],
  // Begins at the start of a word only: from every letter of a long one it would take quadratic time.
  [
    /(?<![^\s"'<>()=,;:\\@])[^\s"'<>()=,;:\\@]+@[^\s"'<>()=,;:\\@]+\.[a-z]{2,}/gi,
    '[redacted e-mail]',
  ],
];

/** The text with every key, secret, signature and e-mail address taken out. */
export function redact(text: string): string {
  let redacted = text;
  for (const [pattern, replacement] of SECRETS) redacted = redacted.replace(pattern, replacement);
  return redacted;
}
