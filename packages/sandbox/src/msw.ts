/**
 * The sandbox as MSW handlers, for MSW 2.11 and later and MSW 3, in Node and in browsers.
 *
 * @module
 */
export { createSandbox, handlers, type MswSandbox } from './install/handlers.ts';
