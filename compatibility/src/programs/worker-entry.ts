// For workers: settings come as the body of a request.
import { runMainJob } from './main-job.ts';

export default {
  async fetch(request: Request): Promise<Response> {
    try {
      await runMainJob(await request.json());
      return new Response('ok');
    } catch (error) {
      return new Response((error as Error).stack ?? String(error), { status: 500 });
    }
  },
};
