/**
 * Webhooks on Remix and React Router: the `action` of a resource route.
 *
 * @module
 */
export type * from './adapters/fetch-types.ts';
export { type RequestContext, webhookHandler } from './adapters/request-context.ts';
