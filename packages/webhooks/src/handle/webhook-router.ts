import type { WebhookEvent, WebhookEventOf, WebhookEventType } from '../verify/webhook-event.ts';

/**
 * Handles one verified event. What it returns is awaited and ignored. If it throws, the response is
 * 500 and the event is delivered again.
 *
 * @typeParam Event - the event it accepts
 * @typeParam Context - what the adapter passes: the framework's own request or context
 * @typeParam Rest - further arguments, for example `env` and `ctx` on Cloudflare Workers
 */
export type WebhookHandler<
  Event = WebhookEvent,
  Context = unknown,
  Rest extends readonly unknown[] = [],
> = (event: Event, context: Context, ...rest: Rest) => unknown;

/** Routes each event to the handlers of its type. Created by {@link createWebhookRouter}. */
export interface WebhookRouter<Context = unknown, Rest extends readonly unknown[] = []> {
  /**
   * Registers a handler for one event type or several.
   *
   * @param type - a known event type, or a list of them
   * @param handler - called with an event of that type
   * @returns the same router
   */
  on<const Type extends WebhookEventType>(
    type: Type | readonly Type[],
    handler: WebhookHandler<WebhookEventOf<Type>, Context, Rest>,
  ): WebhookRouter<Context, Rest>;
  /**
   * Registers a handler for events that have no other handler, including those of unknown types.
   *
   * @param handler - called with the event
   * @returns the same router
   */
  otherwise(handler: WebhookHandler<WebhookEvent, Context, Rest>): WebhookRouter<Context, Rest>;
  /**
   * Runs the handlers of the event's type one after another, in the order of registration. An event
   * without a handler is accepted, so that a new event type never causes failures.
   *
   * @param event - a verified event
   * @param context - the handlers' second argument
   * @param rest - the handlers' further arguments
   */
  handle(event: WebhookEvent, context: Context, ...rest: Rest): Promise<void>;
}

/**
 * Creates a typed router, which every adapter accepts in place of a handler.
 *
 * @typeParam Context - what the adapter passes with each event
 * @typeParam Rest - the adapter's further arguments
 * @returns an empty router
 * @example
 * ```ts
 * const router = createWebhookRouter()
 *   .on('job.completed', (event) => archive(event.data.id))
 *   .otherwise((event) => console.log('not handled:', event.type));
 * ```
 */
export function createWebhookRouter<
  Context = unknown,
  Rest extends readonly unknown[] = [],
>(): WebhookRouter<Context, Rest> {
  type AnyHandler = WebhookHandler<never, Context, Rest>;
  const handlers = new Map<string, AnyHandler[]>();
  let fallback: AnyHandler[] = [];

  const router: WebhookRouter<Context, Rest> = {
    on(type, handler) {
      for (const one of [type].flat() as string[]) {
        handlers.set(one, [...(handlers.get(one) ?? []), handler as AnyHandler]);
      }
      return router;
    },
    otherwise(handler) {
      fallback = [...fallback, handler];
      return router;
    },
    async handle(event, context, ...rest) {
      for (const handler of handlers.get(event.type) ?? fallback) {
        await handler(event as never, context, ...rest);
      }
    },
  };
  return router;
}
