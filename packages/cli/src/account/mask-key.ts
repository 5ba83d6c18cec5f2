/** Returns what may be shown of an API key: its environment and its last four characters. */
export function maskKey(apiKey: string): string {
  const [prefix = ''] = apiKey.match(/^fh_(?:live|test)_sk_/) ?? [];
  return apiKey.length < prefix.length + 12 ? `${prefix}…` : `${prefix}…${apiKey.slice(-4)}`;
}
