'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { JobProgress } from '../../../lib/job-progress';

/** Shows the progress of a job, and re-renders the page's gallery after each change. */
export function LiveProgress({ jobId, initial }: { jobId: string; initial: JobProgress }) {
  const [progress, setProgress] = useState(initial);
  const router = useRouter();
  useEffect(() => {
    const source = new EventSource(`/jobs/${jobId}/progress`);
    source.addEventListener('progress', ({ data }) => {
      setProgress(JSON.parse(data));
      router.refresh();
    });
    // Otherwise the browser would reconnect as soon as the server closes the stream.
    source.addEventListener('end', () => source.close());
    return () => source.close();
  }, [jobId, router]);
  return (
    <p>
      <progress max={progress.files_needed} value={progress.files_approved} />
      <output>
        {progress.status}: {progress.files_approved} of {progress.files_needed} photos
      </output>
    </p>
  );
}
