import type { MainJobSettings } from '../service/main-job-settings.ts';

/** A worker's handler that does a job with the settings of the request, and answers how it ended. */
export function answerWith(
  job: (settings: MainJobSettings) => Promise<void>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      await job(await request.json());
      return new Response('ok');
    } catch (error) {
      return new Response((error as Error).stack ?? String(error), { status: 500 });
    }
  };
}
