/** Returns an environment variable, or `''` where there is no environment. */
export function readEnvironment(name: string): string {
  try {
    // Only runtimes like Node have `process`, and Deno throws without permission.
    return globalThis.process?.env?.[name] ?? '';
  } catch {
    return '';
  }
}
