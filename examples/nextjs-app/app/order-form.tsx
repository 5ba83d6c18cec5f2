'use client';

import { useActionState } from 'react';
import { createJob } from './create-job';

/** Orders photos. The button is disabled while an order is pending, so that a double click creates one job. */
export function OrderForm() {
  const [problem, action, isPending] = useActionState(createJob, '');
  return (
    <form action={action}>
      <label>
        What should people photograph?
        <textarea name="description" required rows={3} />
      </label>
      <label>
        How many photos?
        <input name="files_needed" type="number" min={1} max={20} defaultValue={4} />
      </label>
      {problem !== '' && <p role="alert">{problem}</p>}
      <button type="submit" disabled={isPending}>
        Ask for photos
      </button>
    </form>
  );
}
