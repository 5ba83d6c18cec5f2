const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** A length of time in its two largest units: `2 min 27 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.max(0, Math.round(milliseconds))} ms`;
  const parts: string[] = [];
  let rest = Math.round(milliseconds / 1_000) * 1_000;
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count} ${unit}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

/** A moment of the world's clock, in UTC: `2026-11-29 10:15:32`. */
export function momentText(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

/** The time of day of a moment, in UTC: `10:15:32`. */
export function timeText(iso: string): string {
  return iso.slice(11, 19);
}

/** A number of bytes: `612 bytes`, `12 KB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1_024) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  if (bytes < 1_048_576) return `${Math.round(bytes / 1_024)} KB`;
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}

/** A count with its noun: `1 job`, `2 jobs`. */
export function countText(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** An id with its middle left out: `job_01M8…06`. */
export function shortId(id: string): string {
  return id.length <= 16 ? id : `${id.slice(0, 9)}…${id.slice(-4)}`;
}

/** An address without its scheme, for a row. */
export function shortUrl(url: string): string {
  return url.replace(/^https?:\/\//, '');
}
