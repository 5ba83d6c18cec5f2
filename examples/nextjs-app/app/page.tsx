import Link from 'next/link';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { latestJobs } from '../lib/jobs';
import { OrderForm } from './order-form';

export default function HomePage() {
  return (
    <>
      <h1>Photos from people</h1>
      <OrderForm />
      <h2>Jobs</h2>
      <Suspense fallback={<p>Loading…</p>}>
        <JobList />
      </Suspense>
    </>
  );
}

async function JobList() {
  // Rendered on request, because the API is not available at build time.
  await connection();
  const jobs = await latestJobs();
  return (
    <ul>
      {jobs.map((job) => (
        <li key={job.id}>
          <Link href={`/jobs/${job.id}`}>{job.description}</Link> <em>{job.status}</em>
        </li>
      ))}
    </ul>
  );
}
