import type { ByteRange } from '../media/media-content.ts';

/**
 * Returns the range of a `Range` header, or undefined when there is no header or it may be ignored (other units,
 * several ranges, bad form: RFC 9110 §14.2).
 */
export function byteRange(
  header: string | null,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  const [, from = '', to = ''] = match ?? [];
  if (from === '' && to === '') return undefined;
  const range =
    from === ''
      ? { first: Math.max(0, size - Number(to)), last: size - 1 }
      : { first: Number(from), last: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  return range.first > range.last ? 'unsatisfiable' : range;
}
