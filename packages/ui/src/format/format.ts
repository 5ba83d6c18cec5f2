import { language } from './language.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "$0.40" */
export function money(cents: number): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD' });
  return format.format(cents / 100);
}

/** "+ $0.40", "− $5.00" */
export function movement(cents: number): string {
  return `${cents < 0 ? '−' : '+'} ${money(Math.abs(cents))}`;
}

/** "4.8 MB" */
export function fileSize(bytes: number): string {
  const [unit, divisor] = bytes < 1_000_000 ? ['kilobyte', 1_000] : ['megabyte', 1_000_000];
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: unit as string,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  });
  return format.format(bytes / (divisor as number));
}

/** "1.2 km" */
export function distance(kilometres: number): string {
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'kilometer',
    maximumFractionDigits: kilometres < 10 ? 1 : 0,
  });
  return format.format(kilometres);
}

/** "14:32" today, "21 Nov, 14:32" on other days. */
export function clockTime(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const format = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    ...(!isToday && { day: 'numeric', month: 'short' }),
  });
  return format.format(at);
}

/** "1 November 2026" */
export function date(at: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date(at));
}

/** "in 5 days", "12 minutes ago": the largest unit that is not zero. */
export function relative(at: number, now: number): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const ahead = at - now;
  const size = Math.abs(ahead);
  if (size < MINUTE) return format.format(Math.round(ahead / 1_000), 'second');
  if (size < HOUR) return format.format(Math.round(ahead / MINUTE), 'minute');
  if (size < DAY) return format.format(Math.round(ahead / HOUR), 'hour');
  return format.format(Math.round(ahead / DAY), 'day');
}

/** "6 minutes": how long something has lasted. */
export function duration(milliseconds: number): string {
  const [unit, size] =
    milliseconds < MINUTE
      ? ['second', 1_000]
      : milliseconds < HOUR
        ? ['minute', MINUTE]
        : milliseconds < DAY
          ? ['hour', HOUR]
          : ['day', DAY];
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: unit as string,
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  });
  return format.format(Math.max(0, Math.floor(milliseconds / (size as number))));
}

/** "17:42", and "1:02:03" from an hour on. */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3_600),
    Math.floor((seconds % 3_600) / 60),
    seconds % 60,
  ];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
