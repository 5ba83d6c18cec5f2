import type { JobRow } from '../../../src/window/protocol.ts';

/** The files of a job as a strip: approved, waiting, open. The numbers stand beside it. */
export function SlotStrip({ job }: { readonly job: JobRow }) {
  const approved = share(job.files_approved, job.files_needed);
  const waiting = Math.min(share(job.files_waiting, job.files_needed), 100 - approved);
  return (
    <svg class="slots" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="o" width="100" height="6" />
      <rect class="a" width={approved} height="6" />
      <rect class="w" x={approved} width={waiting} height="6" />
    </svg>
  );
}

function share(count: number, of: number): number {
  return of === 0 ? 0 : Math.min(100, (count / of) * 100);
}
