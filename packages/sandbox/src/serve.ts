/**
 * The sandbox over HTTP, for suites in any language.
 *
 * @module
 */
export type { ServeOptions } from './serve/serve-options.ts';
export { type SandboxServer, serveSandbox } from './serve/serve-sandbox.ts';
