import { WEBHOOK_EVENT_TYPES } from '@firsthandapi/engine/simulation';
import type { DeliveryEntry } from '../log/log-entry.ts';
import type { LocalWorld } from '../world/local-world.ts';
import { type FetchHandler, handlerOf, type WebhookTarget } from './target.ts';
import type { WebhookMode, WebhookModes } from './webhook-modes.ts';
import type { DeliverToOptions, DeliveryEndpoint, WorldWebhooks } from './world-webhooks.ts';

/** The webhooks of a world in this process. */
export class LocalWebhooks implements WorldWebhooks {
  readonly #world: () => LocalWorld;
  readonly #modes: WebhookModes;
  #handlers = new Map<string, FetchHandler>();
  #made = 0;

  constructor(world: () => LocalWorld, modes: WebhookModes) {
    this.#world = world;
    this.#modes = modes;
  }

  async deliverTo(
    target: WebhookTarget,
    { events = WEBHOOK_EVENT_TYPES, environment = 'test' }: DeliverToOptions = {},
  ): Promise<DeliveryEndpoint> {
    this.#made += 1;
    const handler = handlerOf(target);
    const url =
      handler === undefined
        ? String(target)
        : `https://application.sandbox.test/webhooks/${this.#made}`;
    if (handler !== undefined) this.#handlers.set(url, handler);
    const world = this.#world();
    const response = await world.core.engine.fetch(
      new Request(`${world.baseUrl}/v1/webhook_endpoints`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${environment === 'live' ? world.liveKey : world.apiKey}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': `sandbox-deliver-to-${this.#made}-${world.core.clock.now()}`,
        },
        body: JSON.stringify({ url, events }),
      }),
    );
    const answer = (await response.json()) as { id: string; secret: string; error?: { message: string } };
    if (response.status !== 201) throw new TypeError(`deliverTo: ${answer.error?.message}`);
    return { endpointId: answer.id, secret: answer.secret, url };
  }

  route(url: string, handler: FetchHandler): void {
    this.#handlers.set(new URL(url).href, handler);
  }

  mode(mode: WebhookMode): void {
    this.#modes.set(mode);
  }

  deliveries(): DeliveryEntry[] {
    return this.#world().requests.deliveries();
  }

  /** The handler of an endpoint's URL, if one is registered. */
  handlerFor(url: string): FetchHandler | undefined {
    return this.#handlers.get(url) ?? this.#handlers.get(new URL(url).href);
  }

  /** Forgets every handler: the endpoints that they stood for are gone. */
  forgetTargets(): void {
    this.#handlers = new Map();
    this.#made = 0;
  }

  /**
   * Makes sure that every delivery had somewhere to go.
   *
   * @throws Error naming the endpoints that nobody stands behind.
   */
  assertAllCarried(): void {
    const lost = this.deliveries().filter(({ reason }) => reason === 'connection');
    if (lost.length === 0) return;
    const urls = [...new Set(lost.map(({ url }) => url))].join(', ');
    throw new Error(
      `Webhooks went to ${urls}, where nobody answered; give a handler to webhooks.deliverTo or webhooks.route`,
    );
  }
}
