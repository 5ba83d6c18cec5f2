'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { JobProgress } from '../../../lib/job-progress';

/** Shows how far the job is, and has the page render its gallery again after each change. */
export function LiveProgress({ jobId, initial }: { jobId: string; initial: JobProgress }) {
  const [progress, setProgress] = useState(initial);
  const router = useRouter();
  useEffect(() => {
    const source = new EventSource(`/jobs/${jobId}/progress`);
    source.addEventListener('progress', ({ data }) => {
      setProgress(JSON.parse(data));
      router.refresh();
    });
    // Without it the browser would connect again as soon as the server has closed.
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
