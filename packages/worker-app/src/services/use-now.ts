import { useEffect, useState } from 'preact/hooks';
import { useServices } from './services.ts';

/** Returns the time, which moves on by itself. */
export function useNow(everyMs = 1_000): number {
  const { now } = useServices();
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), everyMs);
    return () => clearInterval(timer);
  }, [now, everyMs]);
  return time;
}
