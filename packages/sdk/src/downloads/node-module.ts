/** The Node modules that are used when available. */
interface NodeModules {
  'node:crypto': typeof import('node:crypto');
  'node:fs/promises': typeof import('node:fs/promises');
  'node:path': typeof import('node:path');
}

/**
 * Returns a built-in module of Node, or `undefined`. Looked up at run time, so that bundlers for the
 * web have nothing to resolve. Next's edge runtime has this function, and throws when it is called, as a
 * runtime without it does.
 */
export function nodeModule<Name extends keyof NodeModules>(
  name: Name,
): NodeModules[Name] | undefined {
  try {
    return globalThis.process.getBuiltinModule(name) as NodeModules[Name];
  } catch {
    return undefined;
  }
}
