import { clockTime, relative } from '@firsthandapi/ui';
import { useServices } from '../services/services.ts';

const RELATIVE_MS = 3_600_000;

/** A time: relative below an hour, else local; the exact UTC time is in the title. */
export function Time({ at }: { readonly at: string }) {
  const { now } = useServices();
  const instant = Date.parse(at);
  const isNear = Math.abs(instant - now()) < RELATIVE_MS;
  return (
    <time dateTime={at} title={at} class="num nowrap">
      {isNear ? relative(instant, now()) : clockTime(instant, now())}
    </time>
  );
}
