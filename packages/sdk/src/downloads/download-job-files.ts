import type { File } from '@firsthandapi/spec';
import { FirstHandConfigurationError } from '../errors/client-errors.ts';
import { checkNames } from '../settings/check-names.ts';
import { checkNumber } from '../settings/check-number.ts';
import { callBack, type Log } from '../settings/logger.ts';
import { fileSystem, onDisk } from './file-system.ts';

/** A file that was downloaded. */
export interface SavedFile {
  readonly file: File;
  /** The folder, the file's id and the extension of its content type. */
  readonly path: string;
}

/** How to download the files of a job. */
export interface DownloadJobFilesOptions {
  /** The folder to write to; created if it does not exist. */
  readonly to: string;
  /** Concurrent downloads, 1 to 64. @default 4 */
  readonly concurrency?: number | undefined;
  /** Only files with at least this many stars, 1 to 5. @default 3, the service's own */
  readonly min_score?: number | undefined;
  /** Called after each file, with the number of files so far. Its failure is logged. */
  readonly onProgress?: ((saved: SavedFile, count: number) => unknown) | undefined;
  /** Aborts the remaining downloads; complete files stay. */
  readonly signal?: AbortSignal | undefined;
}

/** Extensions that differ from the subtype of the media type. Contract §4. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  jpeg: 'jpg',
  mpeg: 'mp3',
  quicktime: 'mov',
};

/**
 * Downloads every file of a list into a folder, several at a time. The first failure starts no
 * further file; it is thrown once the downloads in progress have settled.
 *
 * @param list begins to list the files, once the options and the folder are known to be right
 *
 * @throws FirstHandConfigurationError for an invalid option, or when the runtime has no file system
 * @throws FirstHandFileSystemError when the folder cannot be created
 */
export async function downloadJobFiles(
  list: () => AsyncIterable<File>,
  options: DownloadJobFilesOptions,
  download: (file: File, path: string) => Promise<unknown>,
  log: Log,
): Promise<SavedFile[]> {
  // Without options, `to` is what is missing.
  const given: DownloadJobFilesOptions = Object(options);
  checkNames(given, 'to concurrency min_score onProgress signal');
  const { to, concurrency = 4, onProgress } = given;
  if (!to || typeof to !== 'string') {
    throw new FirstHandConfigurationError('Invalid to: pass the path of a folder');
  }
  const length = checkNumber('concurrency', concurrency, 1, 64);
  const fs = fileSystem();
  await onDisk(to, () => fs.mkdir(to, { recursive: true }));
  const iterator = list()[Symbol.asyncIterator]();
  const saved: SavedFile[] = [];
  let begun = 0;
  let count = 0;
  const work = async (): Promise<void> => {
    try {
      for (;;) {
        const { done, value: file } = await iterator.next();
        if (done) return;
        const index = begun++;
        const path = `${to}/${fileName(file)}`;
        await download(file, path);
        const result = { file, path };
        saved[index] = result;
        const position = ++count;
        callBack(log, 'onProgress', () => onProgress?.(result, position));
      }
    } finally {
      // A failure ends the list for the other workers too.
      await iterator.return?.();
    }
  };
  for (const outcome of await Promise.allSettled(Array.from({ length }, work))) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
  return saved;
}

/** Consists of word characters alone, whatever the service sends, so that it stays in its folder. */
function fileName({ id, content_type }: File): string {
  const [, kind = ''] = content_type.split('/');
  return `${id}.${EXTENSIONS[kind] ?? kind}`.replace(/[^\w.]|^\.+/g, '_');
}
