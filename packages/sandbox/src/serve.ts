/**
 * The sandbox over HTTP, for suites in any language.
 *
 * @module
 */
export { openWindow } from './serve/open-window.ts';
export type { ServeOptions } from './serve/serve-options.ts';
export { type SandboxServer, serveSandbox } from './serve/serve-sandbox.ts';
export type { OpenOptions, SandboxWindow } from './world/sandbox-window.ts';
