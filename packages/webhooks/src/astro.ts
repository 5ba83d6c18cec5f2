/**
 * Webhooks on Astro: a `POST` endpoint that is rendered on demand.
 *
 * @module
 */
export type * from './adapters/fetch-types.ts';
export { type RequestContext, webhookHandler } from './adapters/request-context.ts';
