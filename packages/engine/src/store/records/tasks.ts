/** Work scheduled for later. */
export interface TaskRecord {
  readonly id: string;
  readonly due_at: number;
  /** Order among tasks with the same due time; assigned by the store. */
  readonly sequence: number;
  readonly kind: string;
  /** The id of what the task is about: a job, a delivery, an organization. */
  readonly subject: string;
  readonly data: Readonly<Record<string, string | number | null>>;
  /** The trace of what scheduled it (W3C Trace Context), noted by stores that support traces. */
  readonly traceparent?: string | undefined;
}
