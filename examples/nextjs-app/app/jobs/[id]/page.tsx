import { FirstHandApiError, type Job } from '@firsthandapi/sdk';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { firsthand } from '../../../lib/firsthand';
import { progressOf } from '../../../lib/job-progress';
import { Gallery } from './gallery';
import { LiveProgress } from './live-progress';

export default function JobPage({ params }: PageProps<'/jobs/[id]'>) {
  return (
    <Suspense fallback={<p>Loading…</p>}>
      <JobView params={params} />
    </Suspense>
  );
}

async function JobView({ params }: Pick<PageProps<'/jobs/[id]'>, 'params'>) {
  const { id } = await params;
  const job = await findJob(id);
  return (
    <>
      <h1>{job.description}</h1>
      <LiveProgress jobId={job.id} initial={progressOf(job)} />
      <Gallery jobId={job.id} />
    </>
  );
}

async function findJob(id: string): Promise<Job> {
  try {
    return await firsthand().getJob(id);
  } catch (error) {
    if (error instanceof FirstHandApiError && error.type === 'not_found') notFound();
    throw error;
  }
}
