/** The modules of Node that are used where they are there. */
type NodeModuleName = 'node:async_hooks' | 'node:buffer' | 'node:crypto' | 'node:zlib';
type NodeModule<Name extends NodeModuleName> = ReturnType<typeof process.getBuiltinModule<Name>>;

/**
 * A module of Node's own, found at run time so that nobody has to resolve it elsewhere; undefined where there is none.
 * Next's edge runtime has the function that finds it, and throws when it is called.
 */
export function nodeModule<Name extends NodeModuleName>(name: Name): NodeModule<Name> | undefined {
  try {
    return globalThis.process?.getBuiltinModule?.(name) as NodeModule<Name> | undefined;
  } catch {
    return undefined;
  }
}
