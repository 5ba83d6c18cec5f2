import type { File } from '@firsthandapi/spec';
import { checkNames } from '../settings/check-names.ts';
import type { ClientSettings } from '../settings/client-settings.ts';
import { resolveLimits } from '../settings/limits.ts';
import { repeat } from '../transport/repeat.ts';
import { openPathSink } from './disk.ts';
import { type Bytes, checkTarget, type DownloadOptions } from './download-target.ts';
import { createFileSource, type FileSource } from './file-source.ts';
import { readableStream } from './readable-stream.ts';
import { createMemorySink, type Sink } from './sink.ts';

/**
 * Downloads a file and verifies its bytes against `content_hash`. Into memory or to a path, a broken
 * download resumes where it broke; a stream fails once it flows.
 */
export async function downloadFile(
  settings: ClientSettings,
  file: File | string,
  options: DownloadOptions,
  refresh: (id: string) => Promise<File>,
): Promise<Bytes | ReadableStream<Bytes> | File> {
  checkNames(options, 'to timeout maxRetries signal');
  const { to = 'bytes', signal } = options;
  checkTarget(to);
  const limits = resolveLimits(options, settings.limits);
  const openSource = async (): Promise<FileSource> => {
    const known = typeof file === 'string' ? await refresh(file) : file;
    return createFileSource(settings, known, limits.timeout, signal, refresh);
  };
  if (typeof to !== 'string' || to === 'stream') {
    const source = await openSource();
    const current = await repeat(settings, limits, signal, source.open);
    const stream = readableStream(source, signal);
    if (typeof to === 'string') return stream;
    await stream.pipeTo(to);
    return current;
  }
  const sink: Sink<Bytes | undefined> =
    to === 'bytes' ? createMemorySink() : await openPathSink(to);
  try {
    const source = await openSource();
    const current = await repeat(settings, limits, signal, () => copy(source, sink));
    return (await sink.finish(source.received())) ?? current;
  } catch (error) {
    await sink.discard?.();
    throw error;
  }
}

/** Appends the bytes that a sink is missing. */
async function copy(source: FileSource, sink: Sink<unknown>): Promise<File> {
  const before = source.received();
  try {
    const file = await source.open();
    if (!before || before !== source.received()) await sink.reset();
    for (;;) {
      const bytes = await source.read();
      if (!bytes) return file;
      await sink.write(bytes);
    }
  } finally {
    // A disk that fails leaves a body that nobody reads, and with it an open connection.
    source.cancel();
  }
}
