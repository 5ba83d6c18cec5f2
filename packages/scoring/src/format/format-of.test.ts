import { describe, expect, it } from 'vitest';
import { formatOf, isFormat } from './format-of.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('formatOf', () => {
  it.each([
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'image/png'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'image/webp'],
    ['RIFF\0\0\0\0WAVEfmt ', 'audio/wav'],
    ['ID3\x04\0\0\0\0', 'audio/mpeg'],
    ['\xff\xfb\x90\x64', 'audio/mpeg'],
    ['\xff\xf3\x90\x64', 'audio/mpeg'],
    ['\0\0\0\x18ftypmp42\0\0\0\0', 'video/mp4'],
    ['\0\0\0\x18ftypM4A \0\0\0\0', 'audio/mp4'],
    ['\0\0\0\x14ftypqt  \0\0\0\0', 'video/quicktime'],
  ])('recognises %j as %s', (text, format) => {
    expect(formatOf(bytes(text))).toBe(format);
  });

  it.each([
    '',
    'RIFF',
    'RIFF\0\0\0\0AVI LIST',
    '\0\0\0\x18ftypheic\0\0\0\0',
    '<svg xmlns="http://www.w3.org/2000/svg">',
    '<!doctype html>',
    'PK\x03\x04',
    '\xff\xff\xff\xff',
    'GIF89a',
  ])('recognises no accepted format in %j', (text) => {
    expect(formatOf(bytes(text))).toBeUndefined();
  });
});

describe('isFormat', () => {
  it('accepts any ISO media file as sound or video, and nothing else for another', () => {
    expect(isFormat('video/mp4', 'audio/mp4')).toBe(true);
    expect(isFormat('audio/mp4', 'video/quicktime')).toBe(true);
    expect(isFormat('image/png', 'image/png')).toBe(true);
    expect(isFormat('image/png', 'image/jpeg')).toBe(false);
    expect(isFormat('video/mp4', 'audio/wav')).toBe(false);
  });
});
