/** Node modules that are used when the runtime has them. */
type NodeModuleName =
  | 'node:async_hooks'
  | 'node:buffer'
  | 'node:crypto'
  | 'node:dns'
  | 'node:http'
  | 'node:https'
  | 'node:stream'
  | 'node:zlib';
type NodeModule<Name extends NodeModuleName> = ReturnType<typeof process.getBuiltinModule<Name>>;

/**
 * Returns a built-in Node module, or undefined in other runtimes. It is looked up at run time, so that bundlers for
 * other runtimes need not resolve it. Next's edge runtime has the lookup function, but it throws.
 */
export function nodeModule<Name extends NodeModuleName>(name: Name): NodeModule<Name> | undefined {
  try {
    return globalThis.process?.getBuiltinModule?.(name) as NodeModule<Name> | undefined;
  } catch {
    return undefined;
  }
}
