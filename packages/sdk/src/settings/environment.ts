/** Returns an environment variable, or `''` where there is no environment. */
export function readEnvironment(name: string): string {
  try {
    // Throws in a runtime without `process`, and in Deno without permission.
    return globalThis.process.env[name] ?? '';
  } catch {
    return '';
  }
}
