/** Returns the environment of a key. Whatever is not clearly a test key may cost money. Contract §1. */
export function environmentOf(apiKey: string): 'live' | 'test' {
  return apiKey.startsWith('fh_test_') ? 'test' : 'live';
}
