/** A webhook for each job of graphile-worker: signed and posted as the server does it. */
import { Agent, request } from 'node:http';
import { signWebhook } from '@firsthandapi/webhooks';
import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import { webhookBody } from './queued-deliveries.ts';

const [, , connectionString = '', schema = '', origin = '', count = '1'] = process.argv;
const SECRET = 'whsec_bench';
const TIMEOUT_MS = 10_000;
/** Of the server's lanes, those for receivers that are known to answer. */
const AT_ONCE = 64;
const agent = new Agent({ keepAlive: true });
const logger = new Logger(() => () => {});

function post(id: string): Promise<void> {
  const body = webhookBody(id);
  const signature = signWebhook({ body, secret: SECRET, timestamp: Date.now() / 1_000 });
  return new Promise((resolve, reject) => {
    const options = {
      agent,
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
        'X-FirstHand-Event-Id': id,
        'X-FirstHand-Signature': signature,
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    };
    const sent = request(origin, options, (response) => {
      response.resume();
      response.on('end', resolve);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const utils = await makeWorkerUtils({ connectionString, schema, logger });
await utils.migrate();
await utils.withPgClient((client) =>
  client.query(
    `SELECT ${schema}.add_jobs(array(
      SELECT json_populate_record(NULL::${schema}.job_spec,
        json_build_object('identifier', 'deliver', 'payload', json_build_object('id', 'evt_' || n)))
      FROM generate_series(1, ${Number(count)}) AS n))`,
  ),
);
await utils.release();
await run({
  connectionString,
  schema,
  logger,
  noHandleSignals: true,
  taskList: { deliver: (payload) => post((payload as { id: string }).id) },
  preset: {
    worker: {
      concurrentJobs: AT_ONCE,
      maxPoolSize: 10,
      localQueue: { size: 500 },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
    },
  },
});
