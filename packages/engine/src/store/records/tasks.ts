/** Something that happens later. */
export interface TaskRecord {
  readonly id: string;
  readonly due_at: number;
  /** Order among tasks of one due time; given by the store. */
  readonly sequence: number;
  readonly kind: string;
  /** What the task is about: a job, a delivery, an organization. */
  readonly subject: string;
  readonly data: Readonly<Record<string, string | number | null>>;
}
