import type { Document } from '../openapi-types.ts';
import { docstring } from './python-docstring.ts';
import type { Flavour } from './python-flavour.ts';
import { pythonOperations } from './python-operations.ts';
import { signature } from './python-signature.ts';

const WAITING = `Create a job and wait until it is completed or cancelled: \`create_job\`, then \`wait_for_job\`.

Without a \`timeout\` it waits as long as people take, which may be hours. When the wait fails, the job still exists; call
again with the same \`idempotency_key\` to continue waiting for it.

:param until: A status, or a predicate over the job.

:param timeout: Seconds to wait in total.

:param on_update: Called with the job when it is first read, and after each change; its failure is logged.

:param idempotency_key: For \`create_job\`. Default: a random UUID. Contract §2.

:raises FirstHandTimeoutError: after \`timeout\`

:raises FirstHandApiError: any error of \`create_job\` or \`get_job\``;

/** \`create_job_and_wait\`, which takes the arguments of \`create_job\` with their types. */
export function waitingMethod(document: Document, { isAsync }: Flavour): string {
  const create = pythonOperations(document).find(({ name }) => name === 'create_job');
  if (create === undefined) throw new Error('openapi.yaml: no createJob.');
  return [
    `    @${isAsync ? 'async_' : ''}waiting_operation`,
    `    ${isAsync ? 'async ' : ''}def create_job_and_wait(`,
    ...signature(document, create)
      .slice(0, -1)
      .map((part) => `        ${part},`),
    '        until: Union[None, str, Callable[[Job], bool]] = None,',
    '        timeout: float = math.inf,',
    '        on_update: Optional[Callable[[Job], Any]] = None,',
    '        idempotency_key: Optional[str] = None,',
    '    ) -> Job:',
    docstring(
      isAsync ? ['See `FirstHandClient.create_job_and_wait`.'] : WAITING.split('\n\n'),
      '        ',
    ),
  ].join('\n');
}
