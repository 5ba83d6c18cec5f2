/**
 * The sandbox over HTTP, for suites in any language.
 *
 * @module
 */
export { type SandboxServer, type ServeOptions, serveSandbox } from './serve/serve-sandbox.ts';
