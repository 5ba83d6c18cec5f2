import { writeFileSync } from 'node:fs';
import { composeMelody } from '../drawing/melody.ts';
import { encodeWav } from './encode-wav.ts';
import { runTool } from './run-tool.ts';

export type AudioType = 'audio/mpeg' | 'audio/wav' | 'audio/mp4';

const seconds = 1.5;
const withoutMetadata = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'];

/**
 * At 24 kHz and 32 kbit/s every MP3 frame is 96 bytes and 24 ms, and without the Xing header no
 * player trims anything: length and size say the same duration to every tool.
 */
const codecs = {
  'audio/mpeg': ['-c:a', 'libmp3lame', '-b:a', '32k', '-write_xing', '0', '-id3v2_version', '0'],
  'audio/mp4': ['-c:a', 'aac', '-b:a', '24k', '-movflags', '+faststart', '-f', 'ipod'],
};

/** Writes the melody to `path`. */
export function encodeAudio(type: AudioType, path: string): void {
  if (type === 'audio/wav') {
    writeFileSync(path, encodeWav(composeMelody(8_000, seconds), 8_000));
    return;
  }
  const options = ['-v', 'error', '-y', '-f', 'wav', '-i', '-', ...codecs[type]];
  const source = encodeWav(composeMelody(24_000, seconds), 24_000);
  runTool('ffmpeg', [...options, ...withoutMetadata, path], source);
}
