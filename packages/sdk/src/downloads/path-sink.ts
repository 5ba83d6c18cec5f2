import { createIdempotencyKey } from '../transport/idempotency-key.ts';
import { fileSystem, onDisk } from './file-system.ts';
import { nodeModule } from './node-module.ts';
import type { Sink } from './sink.ts';

/**
 * Opens a path for a download, before anything is requested. The folder is created. Bytes go to a
 * temporary file beside the target, renamed by `finish`, so that the target is complete or not there;
 * a symbolic link stays a link, a device or pipe is written to directly, and a file without write permission is
 * left alone.
 *
 * @throws FirstHandConfigurationError when the runtime has no file system
 * @throws FirstHandFileSystemError when the path cannot be written
 */
export async function openPathSink(path: string): Promise<Sink<undefined>> {
  const fs = fileSystem();
  const { dirname, resolve } = nodeModule('node:path') as typeof import('node:path');
  const onPath = <T>(work: () => Promise<T>): Promise<T> => onDisk(path, work);

  return onPath(async () => {
    // What a link points to need not exist yet, and may be another link.
    const follow = (name: string): Promise<string> =>
      fs.realpath(name).catch(async ({ code }) => {
        const link = code === 'ENOENT' && (await fs.readlink(name).catch(() => {}));
        return link ? follow(resolve(await fs.realpath(dirname(name)), link)) : name;
      });
    const target = await follow(path);
    const stats = await fs.stat(target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    if (stats?.isDirectory() || /[/]$/.test(path)) throw new Error('it is a folder, not a file');
    // A file that is protected against writing is not replaced either.
    if (stats) await fs.access(target, 2);
    const isReplaced = !stats || stats.isFile();
    const folder = dirname(target);
    // Not named after the target, whose name may already have the longest length.
    const written = isReplaced ? resolve(folder, `.${createIdempotencyKey()}.partial`) : target;
    if (isReplaced) await fs.mkdir(folder, { recursive: true });
    let handle = await fs.open(written, isReplaced ? 'wx' : 'w', stats?.mode);
    // The umask has restricted the mode.
    if (stats && isReplaced) await handle.chmod(stats.mode).catch(() => {});
    let isEmpty = true;
    return {
      write(bytes) {
        isEmpty = false;
        return onPath(() => handle.writeFile(bytes));
      },
      reset: () =>
        onPath(async () => {
          if (isEmpty) return;
          if (!isReplaced) throw new Error('it is no regular file, and was partly written');
          await handle.close();
          handle = await fs.open(written, 'w');
        }),
      finish: () =>
        onPath(async () => {
          await handle.close();
          if (isReplaced) await fs.rename(written, target);
          return undefined;
        }),
      async discard() {
        await handle.close().catch(() => {});
        if (isReplaced) await fs.rm(written, { force: true }).catch(() => {});
      },
    };
  });
}
