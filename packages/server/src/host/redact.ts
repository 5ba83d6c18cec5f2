/** What must never be logged (contract §8), and its replacement. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\bfh_(live|test)_sk_[0-9A-Za-z]+/g, 'fh_$1_sk_[redacted]'],
  [/\bwhsec_[0-9A-Za-z+/=_-]+/g, 'whsec_[redacted]'],
  [/\b(sk|rk)_(live|test)_[0-9A-Za-z]+/g, '$1_$2_[redacted]'],
  [/\bsignature=[^&\s"]+/gi, 'signature=[redacted]'],
  [/\bv1=[0-9a-f]{16,}/gi, 'v1=[redacted]'],
  [/\b(Bearer)\s+[^\s"\\]+/gi, '$1 [redacted]'],
  [/(postgres(?:ql)?:\/\/)[^\s"]+/gi, '$1[redacted]'],
  // Matches at the start of a word only: trying from every letter of a long word would take quadratic time.
  [
    /(?<![^\s"'<>()=,;:\\@])[^\s"'<>()=,;:\\@]+@[^\s"'<>()=,;:\\@]+\.[a-z]{2,}/gi,
    '[redacted e-mail]',
  ],
];

/** Returns the text with every key, secret, signature and e-mail address replaced. */
export function redact(text: string): string {
  let redacted = text;
  for (const [pattern, replacement] of SECRETS) redacted = redacted.replace(pattern, replacement);
  return redacted;
}
