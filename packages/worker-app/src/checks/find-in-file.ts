import {
  decodeWav,
  type Finding,
  type GreyPicture,
  greyPicture,
  MEASURED_EDGE,
  type Point,
  pictureFinding,
  sharpestPoint,
  soundFinding,
} from '@firsthandapi/scoring';

/** Returns what measurements say about a picture or a WAV recording; null for what is not measured. */
export async function findInFile(file: Blob): Promise<Finding | null> {
  if (file.type.startsWith('image/')) return findInPicture(file);
  if (file.type !== 'audio/wav') return null;
  const sound = decodeWav(new Uint8Array(await file.arrayBuffer()));
  return sound === undefined ? null : soundFinding(sound);
}

async function findInPicture(file: Blob): Promise<Finding> {
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  try {
    const scale = Math.min(1, MEASURED_EDGE / Math.max(width, height));
    const whole = draw(bitmap, { left: 0, top: 0, width, height }, scale);
    const detail = draw(bitmap, partRound(sharpestPoint(whole), width, height), 1);
    return pictureFinding({ width, height, whole, detail });
  } finally {
    bitmap.close();
  }
}

interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function draw(bitmap: ImageBitmap, part: Part, scale: number): GreyPicture {
  const width = Math.max(1, Math.round(part.width * scale));
  const height = Math.max(1, Math.round(part.height * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser cannot draw pictures');
  context.imageSmoothingQuality = 'high';
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, part.left, part.top, part.width, part.height, 0, 0, width, height);
  return greyPicture(context.getImageData(0, 0, width, height).data, width, height);
}

/** The part round a point, as large as what is measured, that lies within the picture. */
function partRound({ x, y }: Point, width: number, height: number): Part {
  const size = { width: Math.min(width, MEASURED_EDGE), height: Math.min(height, MEASURED_EDGE) };
  const start = (share: number, length: number, part: number) =>
    Math.min(length - part, Math.max(0, Math.round(share * length - part / 2)));
  return { left: start(x, width, size.width), top: start(y, height, size.height), ...size };
}
