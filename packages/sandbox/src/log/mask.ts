const SECRET = /\b(fh_(?:live|test)_sk_|whsec_)[0-9A-Za-z]+/g;
const SECRET_PARAMETER = /([?&](?:signature|token|key|secret|api_key|access_token)=)[^&#]*/gi;

/** Masks API keys and webhook secrets: `fh_test_sk_***`. */
export function maskSecrets(text: string): string {
  return text.replace(SECRET, '$1***');
}

/** Masks the secret query values of a URL or path: signatures of download links, tokens, keys. */
export function maskUrl(url: string): string {
  return maskSecrets(url).replace(SECRET_PARAMETER, '$1***');
}
