const SECRET = /\b(fh_(?:live|test)_sk_|fh_worker_|whsec_)[0-9A-Za-z]+/g;
const SECRET_PARAMETER = /([?&](?:signature|token|key|secret|api_key|access_token)=)[^&#]*/gi;

/** Masks API keys and webhook secrets: `fh_test_sk_***`. */
export function maskSecrets(text: string): string {
  return text.replace(SECRET, '$1***');
}

/** Names of parameters whose values are secret, in any text: download links in a JSON body, for example. */
const PARAMETER_IN_TEXT =
  /([?&](?:signature|token|key|secret|api_key|access_token)=)[\w.~%+/=-]{1,1024}/gi;
const SECRET_HEADER =
  /^(authorization|proxy-authorization|cookie|set-cookie|x-api-key|x-sandbox-token)$/;
const SIGNATURE_HEADER = /(v1=)[^,;\s]+/g;

/** Masks keys, webhook secrets and signatures of links anywhere in a text. */
export function maskText(text: string): string {
  return maskSecrets(text).replace(PARAMETER_IN_TEXT, '$1***');
}

/** Masks the value of a header: credentials, cookies and webhook signatures entirely, secrets in others. */
export function maskHeader(name: string, value: string): string {
  if (!SECRET_HEADER.test(name)) return maskText(value).replace(SIGNATURE_HEADER, '$1***');
  const masked = maskSecrets(value);
  // A key of ours keeps its prefix, which tells test from live.
  if (/^Bearer fh_(?:live|test)_sk_\*\*\*$/i.test(masked)) return masked;
  const [scheme = ''] = /^(?:Basic|Bearer|Digest) /i.exec(value) ?? [];
  return `${scheme}***`;
}

/** Masks the secret query values of a URL or path: signatures of download links, tokens, keys. */
export function maskUrl(url: string): string {
  return maskSecrets(url).replace(SECRET_PARAMETER, '$1***');
}
