import type { Owned } from './owned.ts';

export interface DeviceInfo {
  readonly device_model: string;
  readonly device_os: string;
  readonly app_version: string;
}

export interface TrustRecord {
  readonly score: number;
  readonly scored: number;
  readonly approved: number;
  readonly rating_sum: number;
  readonly rating_square_sum: number;
  readonly turnaround_sum_seconds: number;
}

/** Where a person says they are, in degrees, and how exact that is in metres. */
export interface WorkerPosition {
  readonly lat: number;
  readonly lng: number;
  readonly accuracy_m: number;
}

/** Why a person was suspended: a code, since a text could describe them. The text is in the letter to them. */
export type SuspensionReason =
  | 'stolen_content'
  | 'several_accounts'
  | 'abuse'
  | 'fraud'
  | 'safety'
  | 'request_of_authority';

export interface WorkerRecord {
  readonly id: string;
  /** The owner of the job that a simulated worker was made for; null for a worker who belongs to no job. */
  readonly organization_id: string | null;
  /** The only job of a simulated worker, whose content it is deleted with; null for a worker who belongs to no job. */
  readonly job_id: string | null;
  readonly region: string | null;
  readonly device_info: DeviceInfo;
  readonly strikes: number;
  /** Trust score 0–100 per category (contract §5). */
  readonly trust: Readonly<Record<string, TrustRecord>>;
  readonly simulated: boolean;
  /** A person's decision that they accept no more jobs; null unless there is one. */
  readonly suspension: {
    readonly at: number;
    readonly by: string;
    readonly reason: SuspensionReason;
  } | null;
  /** When the last of their leases ended without a file, at most three times. */
  readonly lease_expiries: readonly number[];
  readonly created_at: number;
}

/** A worker's claim on slots of a job. A worker takes part in a job once: the id is `<job>:<worker>`. */
export interface AssignmentRecord extends Owned {
  readonly id: string;
  readonly job_id: string;
  readonly worker_id: string;
  readonly slots: number;
  /** Slots that were given back or whose lease ended before a file was submitted. */
  readonly released: number;
  /** Files submitted so far, at most `slots` less `released`. */
  readonly submitted: number;
  readonly accepted_at: number;
  /** When a person's lease on the slots ends; null for a simulated worker, who has none. */
  readonly expires_at: number | null;
  /** Whether the lease was extended, which it may be once. */
  readonly is_extended: boolean;
}
