import type { WebhookEvent, WebhookEventOf, WebhookEventType } from '../verify/webhook-event.ts';

/**
 * Handles one verified event. Whatever it returns is awaited and ignored; when it throws, the
 * delivery is answered with 500 and will be sent again.
 *
 * @typeParam Event - the event it accepts
 * @typeParam Context - what the adapter adds: the framework's own request or context
 */
export type WebhookHandler<Event = WebhookEvent, Context = unknown> = (
  event: Event,
  context: Context,
) => unknown;

/** Sends each event to the handlers registered for its type. Made by {@link createWebhookRouter}. */
export interface WebhookRouter<Context = unknown> {
  /**
   * Registers a handler for one event type, or for several.
   *
   * @param type - a known event type, or a list of them
   * @param handler - called with the event typed accordingly
   * @returns the same router
   */
  on<const Type extends WebhookEventType>(
    type: Type | readonly Type[],
    handler: WebhookHandler<WebhookEventOf<Type>, Context>,
  ): WebhookRouter<Context>;
  /**
   * Registers the handler for events that no other handler took, those of unknown types included.
   *
   * @param handler - called with the event
   * @returns the same router
   */
  otherwise(handler: WebhookHandler<WebhookEvent, Context>): WebhookRouter<Context>;
  /**
   * Runs the handlers of the event's type one after another, in the order they were registered. An
   * event that nobody takes is accepted silently, so that a new type never causes failures.
   *
   * @param event - a verified event
   * @param context - handed on to the handlers
   */
  handle(event: WebhookEvent, context: Context): Promise<void>;
}

/**
 * Makes a typed router to pass to any adapter in the place of a handler.
 *
 * @typeParam Context - what the adapter adds to each event
 * @example
 * ```ts
 * const router = createWebhookRouter()
 *   .on('job.completed', (event) => archive(event.data.id))
 *   .otherwise((event) => console.log('not handled:', event.type));
 * ```
 */
export function createWebhookRouter<Context = unknown>(): WebhookRouter<Context> {
  type AnyHandler = WebhookHandler<never, Context>;
  const handlers = new Map<string, AnyHandler[]>();
  let fallback: AnyHandler[] = [];

  const router: WebhookRouter<Context> = {
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
    async handle(event, context) {
      for (const handler of handlers.get(event.type) ?? fallback) {
        await handler(event as never, context);
      }
    },
  };
  return router;
}
