/**
 * Webhooks on SvelteKit: a `POST` endpoint in `+server.ts`.
 *
 * @module
 */
export type * from './adapters/fetch-types.ts';
export { type RequestContext, webhookHandler } from './adapters/request-context.ts';
