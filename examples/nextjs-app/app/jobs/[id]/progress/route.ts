import { firsthand } from '../../../../lib/firsthand';
import { progressOf } from '../../../../lib/job-progress';

/** Streams the progress of a job as server-sent events: `progress` for each change, then `end`. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/jobs/[id]/progress'>,
): Promise<Response> {
  const { id } = await params;
  const encoder = new TextEncoder();
  const stream = new ReadableStream({
    async start(controller) {
      const send = (event: string, data: object) =>
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      try {
        // Long polls: the API holds each request until the job's status changes.
        await firsthand().waitForJob(id, {
          signal: request.signal,
          onUpdate: (job) => send('progress', progressOf(job)),
        });
        send('end', {});
        controller.close();
      } catch (error) {
        if (!request.signal.aborted) controller.error(error);
      }
    },
  });
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  });
}
