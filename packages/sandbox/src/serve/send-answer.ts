import type { ServerResponse } from 'node:http';
import type { WindowAnswer } from '../window/answer-window.ts';
import { PAGE_HEADERS, type PageFile } from '../window/page-files.ts';
import { ControlError } from './control-error.ts';

/** Sends JSON. */
export function sendJson(outgoing: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value ?? {});
  outgoing
    .writeHead(status, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
    })
    .end(body);
}

/** Sends a file of the window's page. */
export function sendPage(outgoing: ServerResponse, { type, text }: PageFile): void {
  outgoing.writeHead(200, { ...PAGE_HEADERS, 'Content-Type': type }).end(text);
}

/** Sends the response to the window, or fails when there is none. */
export function sendAnswer(outgoing: ServerResponse, answer: WindowAnswer): void {
  if (answer === undefined) {
    throw new ControlError(
      404,
      'Unknown to the window: the world, entry, job or file does not exist',
    );
  }
  if ('json' in answer) {
    sendJson(outgoing, 200, answer.json);
    return;
  }
  const { type, bytes } = answer.preview;
  outgoing
    .writeHead(200, {
      'Content-Type': type,
      'Content-Length': bytes.byteLength,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    })
    .end(bytes);
}
