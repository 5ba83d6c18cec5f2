import type { IdentifiedFault, WorldState } from '../../src/window/protocol.ts';
import { countText, durationText } from './text.ts';

/** What may happen to a request, by its value in the form. */
export const OUTCOMES = [
  ['503', 'Answer 503'],
  ['500', 'Answer 500'],
  ['429', 'Answer 429'],
  ['409', 'Answer 409'],
  ['404', 'Answer 404'],
  ['401', 'Answer 401'],
  ['400', 'Answer 400'],
  ['reset', 'Cut the connection'],
  ['timeout', 'Never respond'],
  ['truncate', 'Send half of the response'],
  ['lost', 'Do the work, lose the response'],
  ['latency', 'Answer late'],
] as const;

/** What may happen to webhooks. */
export const WEBHOOK_OUTCOMES = [
  ['badSignature', 'Break the next signatures'],
  ['duplicate', 'Send each webhook twice'],
  ['reorder', 'Deliver in the wrong order'],
  ['delay', 'Deliver late'],
] as const;

/** The route of the form that stands for webhooks. */
export const WEBHOOKS = 'webhooks';

/** What the form holds. */
export interface FaultForm {
  readonly route: string;
  readonly outcome: string;
  /** How often; empty for every request. */
  readonly times: string;
  /** How many requests pass first. */
  readonly skip: string;
  /** A duration such as `800ms`. */
  readonly latency: string;
}

/** The control that a form stands for: its path below the world, and its body. */
export interface FaultControl {
  readonly path: string;
  readonly body: unknown;
}

/** Returns the control of a form, or a message that names the field and the fix. */
export function faultControl(form: FaultForm): FaultControl | string {
  const { route, outcome, latency } = form;
  const isLate = outcome === 'latency' || outcome === 'delay';
  if (isLate && !/^\d+(\.\d+)?(ms|s|m|h|d)$/.test(latency.trim())) {
    return 'Late by: enter a duration such as 800ms, 2s or 10m.';
  }
  const times = numberOf(form.times);
  if (times === undefined || times === 0)
    return 'How often: enter a number from 1, or leave it empty for all.';
  const skip = numberOf(form.skip) ?? undefined;
  if (form.skip.trim() !== '' && skip === undefined) return 'After: enter a number from 0.';
  if (route === WEBHOOKS) {
    return { path: '/webhooks/mode', body: webhookMode(outcome, times ?? 1, latency.trim()) };
  }
  const fault = {
    ...outcomeOf(outcome, latency.trim()),
    times,
    ...(skip !== undefined && { skip }),
  };
  return { path: '/faults', body: { route, fault } };
}

/** Describes a fault and how much of it is left: `503, once more`. */
export function faultText({ fault }: IdentifiedFault): string {
  const { status, network, afterCommit, latency, times, hits, skip, passed } = fault;
  const what =
    status !== undefined
      ? String(status)
      : network !== undefined
        ? NETWORK[network]
        : afterCommit !== undefined
          ? 'work done, response lost'
          : `late by ${typeof latency === 'number' ? durationText(latency) : latency}`;
  const late = status !== undefined && latency !== undefined ? `, late by ${latency}` : '';
  return `${what}${late}, ${progressText(times, hits, skip - passed)}`;
}

function progressText(times: number | null, hits: number, toPass: number): string {
  const after = toPass > 0 ? `, after ${countText(toPass, 'request')}` : '';
  if (times === null) return hits === 0 ? `always, never hit${after}` : `always, hit ${hits}×`;
  if (hits >= times) return 'used up';
  if (hits === 0) return `${times}×, never hit${after}`;
  return times - hits === 1 ? 'once more' : `${times - hits} times more`;
}

const NETWORK = { reset: 'connection cut', timeout: 'no response', truncate: 'half a response' };

/** A webhook mode that is on, and what turns it off. */
export interface ActiveMode {
  readonly text: string;
  readonly off: Readonly<Record<string, unknown>>;
}

/** Returns the webhook modes that are on. */
export function activeModes(mode: WorldState['webhook_mode']): readonly ActiveMode[] {
  const { duplicate, reorder, badSignature, delay } = mode;
  const late = typeof delay === 'number' ? delay : 0;
  return [
    badSignature > 0 && {
      text: `bad signature, ${badSignature === 1 ? 'once more' : `${badSignature} times more`}`,
      off: { badSignature: 0 },
    },
    duplicate && { text: 'each sent twice', off: { duplicate: false } },
    reorder && { text: 'wrong order', off: { reorder: false } },
    late > 0 && { text: `late by ${durationText(late)}`, off: { delay: 0 } },
  ].filter((each) => each !== false);
}

function outcomeOf(outcome: string, latency: string): Readonly<Record<string, unknown>> {
  if (outcome === 'latency') return { latency };
  if (outcome === 'lost') return { afterCommit: 'reset' };
  if (outcome === 'reset' || outcome === 'timeout' || outcome === 'truncate') {
    return { network: outcome };
  }
  return { status: Number(outcome) };
}

function webhookMode(outcome: string, times: number, delay: string): unknown {
  if (outcome === 'badSignature') return { badSignature: times };
  return outcome === 'delay' ? { delay } : { [outcome]: true };
}

/** Null for an empty text, undefined for one that is no whole number. */
function numberOf(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : undefined;
}
