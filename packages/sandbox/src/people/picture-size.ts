/** A picture's size in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Returns the size that a JPEG, PNG or WebP picture states, or undefined for anything else. */
export function pictureSize(file: Uint8Array): PictureSize | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  try {
    if (view.getUint32(0) === 0x89504e47) return sizeAt(view.getUint32(16), view.getUint32(20));
    if (view.getUint16(0) === 0xffd8) return jpegSize(view);
    return textAt(view, 8) === 'WEBP' ? webpSize(view) : undefined;
  } catch (error) {
    // The file ends before it states its size.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function jpegSize(view: DataView): PictureSize {
  let offset = 2;
  for (;;) {
    const marker = view.getUint16(offset);
    // Start of frame: baseline, extended or progressive.
    if (marker >= 0xffc0 && marker <= 0xffc2) {
      return sizeAt(view.getUint16(offset + 7), view.getUint16(offset + 5));
    }
    offset += 2 + Math.max(2, view.getUint16(offset + 2));
  }
}

function webpSize(view: DataView): PictureSize | undefined {
  const kind = textAt(view, 12);
  if (kind === 'VP8 ') {
    return sizeAt(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
  }
  if (kind !== 'VP8L') return undefined;
  const bits = view.getUint32(21, true);
  return sizeAt((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
}

function sizeAt(width: number, height: number): PictureSize {
  return { width, height };
}

function textAt(view: DataView, offset: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((place) => view.getUint8(offset + place)));
}
