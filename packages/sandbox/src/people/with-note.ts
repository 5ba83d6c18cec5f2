/**
 * Returns a copy of a media file that holds a note where its format has a place for one, so that it plays and shows the same
 * and has other bytes.
 */
export function withNote(contentType: string, file: Uint8Array, note: string): Uint8Array {
  const text = new TextEncoder().encode(note.length % 2 === 0 ? note : `${note} `);
  if (contentType === 'image/jpeg') return withComment(file, text);
  if (contentType === 'image/webp' || contentType === 'audio/wav') return withChunk(file, text);
  if (/\/(?:mp4|quicktime)$/.test(contentType)) return joined(file, box('free', text));
  // Decoders of the other formats ignore what follows the end.
  return joined(file, text);
}

/** A JPEG's comment follows its first marker. */
function withComment(file: Uint8Array, text: Uint8Array): Uint8Array {
  const length = text.length + 2;
  const marker = Uint8Array.of(0xff, 0xfe, length >> 8, length & 0xff);
  return joined(file.subarray(0, 2), marker, text, file.subarray(2));
}

/** A RIFF file ends with any chunks, and says at its beginning how long it is. */
function withChunk(file: Uint8Array, text: Uint8Array): Uint8Array {
  const header = Uint8Array.from([...ascii('note'), 0, 0, 0, 0]);
  new DataView(header.buffer).setUint32(4, text.length, true);
  const longer = joined(file, header, text);
  new DataView(longer.buffer).setUint32(4, longer.length - 8, true);
  return longer;
}

function box(type: string, text: Uint8Array): Uint8Array {
  const header = Uint8Array.from([0, 0, 0, 0, ...ascii(type)]);
  new DataView(header.buffer).setUint32(0, header.length + text.length);
  return joined(header, text);
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}
