import type { Files } from '@firsthandapi/engine';
import { collectBytes } from '@firsthandapi/engine/memory';

/** File contents in memory, with a way into a snapshot. */
export class SandboxFiles implements Files {
  #contents = new Map<string, Uint8Array>();

  async put(
    key: string,
    _organizationId: string,
    content: Uint8Array | AsyncIterable<Uint8Array>,
  ): Promise<void> {
    this.#contents.set(key, await collectBytes(content));
  }

  async open(key: string): Promise<Uint8Array | undefined> {
    return this.#contents.get(key);
  }

  async delete(key: string): Promise<void> {
    this.#contents.delete(key);
  }

  /** The contents in base64, by key. */
  dump(): Record<string, string> {
    return Object.fromEntries([...this.#contents].map(([key, bytes]) => [key, toBase64(bytes)]));
  }

  load(contents: Readonly<Record<string, string>>): void {
    this.#contents = new Map(
      Object.entries(contents).map(([key, text]) => [key, fromBase64(text)]),
    );
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
