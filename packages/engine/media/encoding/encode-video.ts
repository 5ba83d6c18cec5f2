import type { Picture } from '../drawing/draw-picture.ts';
import { runTool } from './run-tool.ts';

export interface VideoRequest {
  readonly frames: readonly Picture[];
  readonly framesPerSecond: number;
  /** Every pixel of a frame becomes a square of this many pixels. */
  readonly magnification: number;
  /** x264's constant rate factor: higher is smaller and coarser. */
  readonly rateFactor: number;
  readonly path: string;
}

const withoutMetadata = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact'];

/** NAL unit 6 carries the encoder's settings as text. */
const withoutEncoderSettings = ['-bsf:v', 'filter_units=remove_types=6'];

/** Encodes frames as H.264; the container follows from the path, `.mp4` or `.mov`. */
export function encodeVideo(request: VideoRequest): void {
  const { frames, framesPerSecond, magnification, rateFactor, path } = request;
  const [first] = frames;
  if (!first) throw new Error('frames: give at least one.');
  runTool(
    'ffmpeg',
    [
      ...['-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgb24'],
      ...['-s', `${first.width}x${first.height}`, '-r', String(framesPerSecond), '-i', '-'],
      ...['-vf', `scale=iw*${magnification}:ih*${magnification}:flags=neighbor`],
      ...['-c:v', 'libx264', '-preset', 'veryslow', '-crf', String(rateFactor), '-threads', '1'],
      ...['-x264-params', 'ref=1:rc-lookahead=4', '-pix_fmt', 'yuv420p'],
      ...[...withoutMetadata, ...withoutEncoderSettings, '-movflags', '+faststart', path],
    ],
    Buffer.concat(frames.map((frame) => frame.pixels)),
  );
}
