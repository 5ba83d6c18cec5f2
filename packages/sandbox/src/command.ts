/**
 * The command line of the sandbox, for programs that contain it.
 *
 * @module
 */
export { main as runSandboxCommand, type Output } from './cli/main.ts';
