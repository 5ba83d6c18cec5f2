import { ApiFailure } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';

/** An action that a button starts. */
export interface Action {
  readonly isBusy: boolean;
  /** What went wrong, in the API's own words; undefined while nothing has. */
  readonly problem: string | undefined;
  /** The fields that are wrong, with what is allowed. */
  readonly fields: Readonly<Record<string, string>>;
  readonly run: () => Promise<void>;
}

const NO_ANSWER = 'Our server did not answer. Nothing was changed as far as we know; try again.';

/** Runs one action at a time, and keeps why it failed. */
export function useAction(work: () => Promise<void>): Action {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure>();
  return {
    isBusy,
    problem: failure && (failure.status === 0 ? NO_ANSWER : failure.message),
    fields: Object.fromEntries(
      (failure?.details ?? []).map(({ field, message }) => [field, message]),
    ),
    async run() {
      setBusy(true);
      setFailure(undefined);
      try {
        await work();
      } catch (error) {
        if (!(error instanceof ApiFailure)) throw error;
        setFailure(error);
      } finally {
        setBusy(false);
      }
    },
  };
}
