import { adoptEndpointSecret, emitOnDemand, WEBHOOK_EVENT_TYPES } from '@firsthandapi/engine/host';
import type { WorldControls } from '../controls/controls.ts';
import {
  type OptionNames,
  requireChoice,
  requireFunction,
  requireKnown,
} from '../values/check-options.ts';
import type { DeliveryEntry } from '../world/log-entry.ts';
import type { WebhookMode } from '../world/webhook-mode.ts';
import { type FetchHandler, handlerOf, type WebhookTarget } from '../world/webhook-target.ts';
import type {
  DeliverToOptions,
  DeliveryEndpoint,
  EmitSource,
  WorldWebhooks,
} from '../world/world-webhooks.ts';
import type { DirectApi } from './direct-api.ts';
import type { WorldLife } from './world-life.ts';

const DELIVER_TO_OPTIONS: OptionNames<DeliverToOptions> = {
  events: true,
  environment: true,
  secret: true,
};
const EMIT_SOURCE: OptionNames<EmitSource> = { jobId: true, submissionId: true, data: true };

/** What the webhooks of a world work with. */
export interface WebhooksContext {
  readonly life: WorldLife;
  readonly controls: Pick<WorldControls, 'targets' | 'modes' | 'log'>;
  readonly api: DirectApi;
  readonly keys: { readonly apiKey: string; readonly liveKey: string };
}

/** The webhooks of a world in this process. */
export class LocalWebhooks implements WorldWebhooks {
  readonly #context: WebhooksContext;
  #calls = 0;

  constructor(context: WebhooksContext) {
    this.#context = context;
  }

  async deliverTo(
    target: WebhookTarget,
    options: DeliverToOptions = {},
  ): Promise<DeliveryEndpoint> {
    requireKnown(options, DELIVER_TO_OPTIONS, 'deliverTo options');
    const { events = WEBHOOK_EVENT_TYPES, environment = 'test', secret } = options;
    requireChoice(environment, ['test', 'live'], 'environment');
    if (secret !== undefined) requireSecret(secret);
    const { life, controls } = this.#context;
    const { targets } = controls;
    const handler = handlerOf(target);
    const url = handler === undefined ? String(target) : targets.nextUrl();
    if (handler !== undefined) targets.set(url, handler);
    const created = await this.#post(
      '/v1/webhook_endpoints',
      { url, events },
      environment,
      'endpoint',
    );
    const endpointId = String(created.id);
    if (secret === undefined) return { endpointId, secret: String(created.secret), url };
    await life.change((work) => adoptEndpointSecret(work, endpointId, secret));
    return { endpointId, secret, url };
  }

  route(url: string, handler: FetchHandler): void {
    requireFunction(handler, 'handler');
    this.#context.controls.targets.set(url, handler);
  }

  mode(mode: WebhookMode): void {
    this.#context.controls.modes.set(mode);
  }

  async emit(type: string, source: EmitSource = {}): Promise<void> {
    requireKnown(source, EMIT_SOURCE, 'emit source');
    requireChoice(type, WEBHOOK_EVENT_TYPES, 'event type');
    const { life } = this.#context;
    const { organizationId } = life.account;
    await life.change((work) => emitOnDemand(work, organizationId, type, source));
    await this.#deliverDue();
  }

  async redeliver(eventId: string): Promise<void> {
    const event = await this.#context.life.read(({ tables }) => tables.events.get(eventId));
    if (event === undefined) {
      throw new TypeError(`Invalid eventId: this world has no event '${eventId}'`);
    }
    await this.#post(
      `/v1/webhook_events/${eventId}/replay`,
      undefined,
      event.environment,
      'eventId',
    );
    await this.#deliverDue();
  }

  deliveries(): DeliveryEntry[] {
    return this.#context.controls.log.deliveries();
  }

  /**
   * Asserts that every delivery reached a handler or a server.
   *
   * @throws Error naming the URLs that none was connected to.
   */
  assertAllCarried(): void {
    const lost = this.deliveries().filter(({ reason }) => reason === 'connection');
    if (lost.length === 0) return;
    const urls = [...new Set(lost.map(({ url }) => url))].join(', ');
    throw new Error(
      `Webhooks to ${urls} reached no handler; register one with webhooks.deliverTo or webhooks.route`,
    );
  }

  async #post(
    path: string,
    body: unknown,
    environment: 'test' | 'live',
    field: string,
  ): Promise<Record<string, unknown>> {
    const { life, api, keys } = this.#context;
    this.#calls += 1;
    const response = await api.post({
      path,
      body,
      key: environment === 'live' ? keys.liveKey : keys.apiKey,
      idempotencyKey: `sandbox-webhooks-${this.#calls}-${life.core.clock.now()}`,
    });
    const value = JSON.parse(response.body) as Record<string, unknown> & {
      error?: { message: string };
    };
    if (response.status < 300) return value;
    throw new TypeError(`Invalid ${field}: ${value.error?.message}`);
  }

  /** Makes the deliveries that are due now, so that they are done when the caller continues. */
  async #deliverDue(): Promise<void> {
    const { core, timekeeper } = this.#context.life;
    await core.driver.advanceTo(core.clock.target());
    await timekeeper.arm();
  }
}

function requireSecret(secret: string): void {
  if (/^whsec_[0-9A-Za-z]{16,128}$/.test(secret)) return;
  // The value is a secret, so the message does not repeat it.
  throw new TypeError("Invalid secret: pass 'whsec_' followed by 16 to 128 letters and digits");
}
