import type { FaultState } from '../world/fault.ts';
import type { DeliveryEntry, LogEntry } from '../world/log-entry.ts';
import type { WebhookMode } from '../world/webhook-mode.ts';

/*
 * The messages between the window and its server. Types only: the page is built for browsers, the server for Node.
 */

/** Root of what the window alone uses. Everything that it changes beyond that goes through the controls. */
export const WINDOW_ROOT = '/_sandbox/window';

/** A row of the log. A world that was reset begins a new life, with its own sequence. */
export interface Row {
  readonly life: number;
  readonly entry: LogEntry;
}

/** A world in the chooser. */
export interface WorldSummary {
  readonly world: string;
  /** The name of the test that began it, or null. */
  readonly label: string | null;
  readonly is_default: boolean;
  readonly has_ended: boolean;
  readonly jobs: number;
  readonly entries: number;
}

/** Something that will happen by itself. */
export interface PlannedStep {
  readonly at: string;
  /** The kind of task: `simulation.hand_in`, `webhook.deliver`, … */
  readonly kind: string;
  /** The id of what it is about. */
  readonly subject: string;
  /** The slot of a job, from 0; null when it is about none. */
  readonly slot: number | null;
}

/** A fault with the number that identifies it. `times` is null for all requests. */
export interface IdentifiedFault {
  readonly id: number;
  readonly fault: Omit<FaultState, 'times'> & { readonly times: number | null };
}

/** A job in the list. */
export interface JobRow {
  readonly id: string;
  readonly title: string | null;
  readonly description: string;
  readonly status: string;
  readonly environment: string;
  readonly created_at: string;
  readonly files_needed: number;
  readonly files_approved: number;
  readonly files_waiting: number;
}

/** The selected world. */
export interface WorldState {
  readonly world: string;
  readonly label: string | null;
  readonly is_default: boolean;
  readonly has_ended: boolean;
  readonly clock: {
    readonly mode: 'manual' | 'auto' | 'system' | 'real';
    readonly now: string;
    readonly speed: number;
  };
  readonly planned: { readonly steps: readonly PlannedStep[]; readonly total: number };
  readonly credits_cents: number;
  /** Entries after those that the window has, oldest first, and whether some in between were left out. */
  readonly rows: readonly Row[];
  readonly has_gap: boolean;
  /** Number of entries of the current life. */
  readonly entries: number;
  readonly faults: readonly IdentifiedFault[];
  readonly webhook_mode: Required<WebhookMode>;
  /** The newest jobs. */
  readonly jobs: readonly JobRow[];
  readonly jobs_total: number;
}

/** The response of `GET /_sandbox/window/state`. */
export interface WindowState {
  /** Send it with the next request: that one waits until something has changed. */
  readonly revision: string;
  readonly base_url: string;
  /** True when the API responds under `base_url` over HTTP; false when it lives inside a test process. */
  readonly serves_api: boolean;
  /** All routes that a fault may be set on. */
  readonly routes: readonly string[];
  readonly worlds: readonly WorldSummary[];
  /** Null when there is no such world. */
  readonly world: WorldState | null;
}

/** The beginning of a body. */
export interface MessageBody {
  /** Null when it is not text. */
  readonly text: string | null;
  readonly size: number | null;
  readonly is_cut: boolean;
}

/** A request or response with its secrets masked. */
export interface Message {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: MessageBody | null;
}

/** The response of `GET …/worlds/{world}/entries/{life}.{sequence}`. */
export interface EntryDetail {
  readonly life: number;
  readonly entry: LogEntry;
  /** Null when the messages were not kept. */
  readonly exchange: { readonly request: Message; readonly response: Message | null } | null;
  /** For a delivery: all attempts for the same event and endpoint. */
  readonly attempts: readonly DeliveryEntry[];
  readonly next_attempt_at: string | null;
}

/** A submitted file of a job. */
export interface SubmissionRow {
  readonly id: string;
  readonly status: string;
  readonly attempt: number;
  readonly stars: number | null;
  readonly reasoning: string | null;
  readonly content_type: string;
  readonly size_bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly duration_seconds: number | null;
  readonly submitted_at: string;
  readonly has_content: boolean;
}

/** The response of `GET …/worlds/{world}/jobs/{id}`. */
export interface JobDetail {
  readonly job: JobRow;
  /** The job as the API returns it. */
  readonly json: string;
  readonly submissions: readonly SubmissionRow[];
  readonly submissions_total: number;
}
