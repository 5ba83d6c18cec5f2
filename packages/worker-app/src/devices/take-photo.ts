import type { Photo } from './camera.ts';

const JPEG_QUALITY = 0.92;

/** The part of `ImageCapture` used here. Safari and Firefox do not have it. */
interface StillCamera {
  takePhoto(): Promise<Blob>;
}
type StillCameraClass = new (track: MediaStreamTrack) => StillCamera;

/**
 * Takes a photo: with the sensor's full resolution where the browser can, else the frame that is shown.
 *
 * @param formats media types that the job accepts; the first that a browser can write is used when the camera returns another one.
 */
export async function takePhoto(
  video: HTMLVideoElement,
  formats: readonly string[],
): Promise<Photo> {
  const still = await fullResolution(video);
  const bitmap = await createImageBitmap(still ?? video);
  const { width, height } = bitmap;
  try {
    const blob =
      still !== undefined && formats.includes(still.type) ? still : await encode(bitmap, formats);
    return { blob, width, height };
  } finally {
    bitmap.close();
  }
}

async function fullResolution(video: HTMLVideoElement): Promise<Blob | undefined> {
  const [track] = (video.srcObject as MediaStream | null)?.getVideoTracks() ?? [];
  const { ImageCapture } = globalThis as { ImageCapture?: StillCameraClass };
  if (track === undefined || ImageCapture === undefined) return undefined;
  // Some drivers accept the call and fail: the frame on the screen is a photo too.
  return new ImageCapture(track).takePhoto().catch(() => undefined);
}

/** Encodes a picture without the camera's metadata. */
async function encode(bitmap: ImageBitmap, formats: readonly string[]): Promise<Blob> {
  const type = ['image/jpeg', 'image/webp', 'image/png'].find((each) => formats.includes(each));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser cannot draw pictures');
  context.drawImage(bitmap, 0, 0);
  return canvas.convertToBlob({ type: type ?? 'image/jpeg', quality: JPEG_QUALITY });
}
