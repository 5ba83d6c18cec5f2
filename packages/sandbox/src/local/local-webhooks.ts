import { emitOnDemand, WEBHOOK_EVENT_TYPES } from '@firsthandapi/engine/simulation';
import type { WorldControls } from '../controls/controls.ts';
import type { WebhookMode } from '../controls/webhook-modes.ts';
import type { DeliveryEntry } from '../world/log-entry.ts';
import { type FetchHandler, handlerOf, type WebhookTarget } from '../world/webhook-target.ts';
import type {
  DeliverToOptions,
  DeliveryEndpoint,
  EmitSource,
  WorldWebhooks,
} from '../world/world-webhooks.ts';
import type { LocalWorld } from './local-world.ts';

/** The webhooks of a world in this process. */
export class LocalWebhooks implements WorldWebhooks {
  readonly #world: LocalWorld;
  readonly #controls: WorldControls;
  #calls = 0;

  constructor(world: LocalWorld, controls: WorldControls) {
    this.#world = world;
    this.#controls = controls;
  }

  async deliverTo(
    target: WebhookTarget,
    { events = WEBHOOK_EVENT_TYPES, environment = 'test' }: DeliverToOptions = {},
  ): Promise<DeliveryEndpoint> {
    const { targets } = this.#controls;
    const handler = handlerOf(target);
    const url = handler === undefined ? String(target) : targets.nextUrl();
    if (handler !== undefined) targets.set(url, handler);
    const world = this.#world;
    const key = environment === 'live' ? world.liveKey : world.apiKey;
    const answer = await this.#call('/v1/webhook_endpoints', { url, events }, key);
    return { endpointId: String(answer.id), secret: String(answer.secret), url };
  }

  route(url: string, handler: FetchHandler): void {
    this.#controls.targets.set(url, handler);
  }

  mode(mode: WebhookMode): void {
    this.#controls.modes.set(mode);
  }

  async emit(type: string, source: EmitSource = {}): Promise<void> {
    const world = this.#world;
    await world.change((work) => emitOnDemand(work, world.organizationId, type, source));
    await this.#deliverDue();
  }

  async redeliver(eventId: string): Promise<void> {
    const world = this.#world;
    const event = await world.read(({ tables }) => tables.events.get(eventId));
    if (event === undefined) throw new TypeError(`eventId: this world has no event '${eventId}'`);
    const key = event.environment === 'live' ? world.liveKey : world.apiKey;
    await this.#call(`/v1/webhook_events/${eventId}/replay`, undefined, key);
    await this.#deliverDue();
  }

  deliveries(): DeliveryEntry[] {
    return this.#world.journal.deliveries();
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

  async #call(path: string, body: unknown, key: string): Promise<Record<string, unknown>> {
    this.#calls += 1;
    const idempotencyKey = `sandbox-webhooks-${this.#calls}-${this.#world.core.clock.now()}`;
    const { status, body: text } = await this.#world.call({
      path,
      body,
      key,
      idempotencyKey,
    });
    const answer = JSON.parse(text) as Record<string, unknown> & { error?: { message: string } };
    if (status < 300) return answer;
    throw new TypeError(`webhooks: ${answer.error?.message}`);
  }

  /** Makes the deliveries that are due now, so that the caller finds them made. */
  async #deliverDue(): Promise<void> {
    const { driver, clock } = this.#world.core;
    await driver.advanceTo(clock.target());
    await this.#world.timekeeper.arm();
  }
}
