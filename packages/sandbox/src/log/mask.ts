const SECRET = /\b(fh_(?:live|test)_sk_|whsec_)[0-9A-Za-z]+/g;
const SECRET_PARAMETER = /([?&](?:signature|token|key|secret|api_key|access_token)=)[^&#]*/gi;

/** The text with API keys and webhook secrets replaced by their form: `fh_test_sk_***`. */
export function maskSecrets(text: string): string {
  return text.replace(SECRET, '$1***');
}

/** A URL or path whose secret query values are masked: the signatures of download links, tokens, keys. */
export function maskUrl(url: string): string {
  return maskSecrets(url).replace(SECRET_PARAMETER, '$1***');
}
