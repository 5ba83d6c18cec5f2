/** The modules of Node that are used where they are there. */
interface NodeModules {
  'node:crypto': typeof import('node:crypto');
  'node:fs/promises': typeof import('node:fs/promises');
}

/**
 * A module of Node's own, found at run time so that bundlers for the web have nothing to resolve.
 * Next's edge runtime has the function that finds it, and throws when it is called.
 */
export function nodeModule<Name extends keyof NodeModules>(
  name: Name,
): NodeModules[Name] | undefined {
  try {
    return globalThis.process?.getBuiltinModule?.(name) as NodeModules[Name];
  } catch {
    return undefined;
  }
}
