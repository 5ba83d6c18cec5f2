import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { MainJobSettings } from './main-job-settings.ts';
import { startReceiver } from './start-receiver.ts';
import { startService } from './start-service.ts';

/**
 * Runs a program against its own service and receiver, and stops both afterwards.
 *
 * @param folder where the program may write files, if it can
 */
export async function withService<T>(
  folder: string | undefined,
  run: (settings: MainJobSettings) => Promise<T>,
): Promise<T> {
  const [service, receiver] = await Promise.all([startService(), startReceiver()]);
  try {
    return await run({
      baseUrl: service.url,
      apiKey: service.apiKey,
      receiverUrl: `${receiver.url}/hooks`,
      folder: folder && (await mkdtemp(join(folder, 'files-'))),
    });
  } finally {
    await Promise.all([service.close(), receiver.close()]);
  }
}
