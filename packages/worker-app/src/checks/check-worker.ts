import type { CheckReply, CheckRequest } from './check-file.ts';
import { findInFile } from './find-in-file.ts';

/** The thread that measures files. */
addEventListener('message', async ({ data: { id, file } }: MessageEvent<CheckRequest>) => {
  // What cannot be decoded here may still be fine: the server has other decoders.
  const finding = await findInFile(file).catch(() => null);
  postMessage({ id, finding } satisfies CheckReply);
});
