import { firsthand } from '../lib/firsthand';
import { orderPhotos } from './order-photos';

// Lists jobs at each request, not once when the application is built.
export const dynamic = 'force-dynamic';

/** A Server Component: it runs on the server alone, where the key is, and no code of the SDK reaches the browser. */
export default async function Page() {
  const { data: jobs } = await firsthand().listJobs({ limit: 10 });
  return (
    <main>
      <h1>Photos</h1>
      <form action={orderPhotos}>
        <label>
          What should be in the photo? <textarea name="description" required minLength={10} />
        </label>
        <button type="submit">Order two photos</button>
      </form>
      <ul>
        {jobs.map((job) => (
          <li key={job.id}>
            {job.description}: {job.status}
          </li>
        ))}
      </ul>
    </main>
  );
}
