import { afterRealTime } from '../clock/real-time.ts';
import { type CapturedBody, captureHeaders, type HeaderList } from '../log/captures.ts';

/** A receiver's response, whose body is still being read. */
export interface CapturedResponse {
  readonly headers: HeaderList;
  readonly body: Promise<CapturedBody | null>;
}

/** A delivery needs the status alone. What a window shows of the body need not be complete. */
const LONGEST_BODY = 4_096;
const DEADLINE_MS = 2_000;

/** Reads the beginning of a receiver's response. The body settles within two seconds, and never rejects. */
export function captureResponse({ headers, body }: Response): CapturedResponse {
  const list = captureHeaders(headers?.entries?.() ?? []);
  return { headers: list, body: body == null ? Promise.resolve(null) : readBeginning(body) };
}

async function readBeginning(body: ReadableStream<Uint8Array>): Promise<CapturedBody | null> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  const cancel = () => void reader.cancel().catch(() => {});
  const stop = afterRealTime(DEADLINE_MS, cancel);
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { text: text + decoder.decode(), size, isCut: false };
      size += value.byteLength;
      text += decoder.decode(value, { stream: true });
      if (text.length <= LONGEST_BODY) continue;
      cancel();
      return { text: text.slice(0, LONGEST_BODY), size: null, isCut: true };
    }
  } catch {
    return text === '' ? null : { text, size: null, isCut: true };
  } finally {
    stop();
  }
}
