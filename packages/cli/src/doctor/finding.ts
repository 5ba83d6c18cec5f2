/** What one check of `doctor` found. */
export interface Finding {
  readonly check: string;
  readonly result: 'ok' | 'warning' | 'failed';
  /** What was found, and for anything but `ok`, what to do. */
  readonly detail: string;
}

export const ok = (check: string, detail: string): Finding => ({ check, result: 'ok', detail });
export const warning = (check: string, detail: string): Finding => ({
  check,
  result: 'warning',
  detail,
});
export const failed = (check: string, detail: string): Finding => ({
  check,
  result: 'failed',
  detail,
});
