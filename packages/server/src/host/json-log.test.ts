import { expect, test } from 'vitest';
import { JsonLog, type LineSink } from './json-log.ts';

/** A sink that tests fill, drain and break. */
class TestSink implements LineSink {
  written: string[] = [];
  isFull = false;
  failure: Error | undefined;
  readonly #listeners = new Map<string, () => void>();

  write(text: string, done?: (error?: Error | null) => void): boolean {
    if (this.failure === undefined) this.written.push(text);
    done?.(this.failure);
    return !this.isFull;
  }

  on(event: string, listener: () => void): void {
    this.#listeners.set(event, listener);
  }

  emit(event: 'drain' | 'error'): void {
    this.#listeners.get(event)?.();
  }

  get lines(): Record<string, unknown>[] {
    const texts = this.written.join('').trim().split('\n');
    return texts.map((text) => JSON.parse(text));
  }
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test('counts the lines that a closed reader did not accept, and keeps running', async () => {
  const sink = new TestSink();
  const log = new JsonLog(sink);
  sink.failure = new Error('write EPIPE');
  log.info('first');
  log.info('second');
  await nextTurn();
  sink.emit('error');
  expect(log.droppedLines).toBe(2);
  sink.failure = undefined;
  log.info('third');
  await log.flush();
  expect(sink.lines).toMatchObject([{ event: 'third' }]);
});

test('buffers a bounded number of lines for a slow reader, and writes them when it drains', async () => {
  const sink = new TestSink();
  const log = new JsonLog(sink);
  sink.isFull = true;
  log.info('first');
  await nextTurn();
  const text = 'word '.repeat(200);
  for (let count = 0; count < 2_000; count += 1) log.info('waiting', { text });
  await nextTurn();
  expect(sink.lines).toHaveLength(1);
  expect(log.droppedLines).toBeGreaterThan(900);
  sink.isFull = false;
  sink.emit('drain');
  expect(sink.lines).toHaveLength(2_001 - log.droppedLines);
});

test('cuts long texts after a whole word, so that no partial address remains', async () => {
  const sink = new TestSink();
  const log = new JsonLog(sink);
  log.error('background', new Error(`${'x'.repeat(1_010)} someone@acme.example`));
  await log.flush();
  expect(sink.written.join('')).not.toContain('someone');
});

test('limits the length of a line, however many causes an error has', async () => {
  const sink = new TestSink();
  const log = new JsonLog(sink);
  const error = new Error('word '.repeat(10_000));
  error.cause = error;
  log.error('background', error, { request_id: 'req_1', texts: Array(100).fill('y'.repeat(900)) });
  await log.flush();
  const [line] = sink.written;
  expect(line?.length).toBeLessThan(4_200);
  expect(sink.lines).toMatchObject([{ level: 'error', request_id: 'req_1', is_truncated: true }]);
});
