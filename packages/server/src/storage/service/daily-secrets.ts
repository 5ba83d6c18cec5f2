import type { Session } from '../sql/session.ts';

/** Returns the day's secret, which is `proposed` unless another process has stored one. */
export async function keepDailySecret(
  session: Session,
  day: number,
  proposed: string,
): Promise<string> {
  await session.run(
    'INSERT INTO daily_secrets (day, secret) VALUES (?, ?) ON CONFLICT (day) DO NOTHING',
    [day, proposed],
  );
  const [row] = await session.all('SELECT secret FROM daily_secrets WHERE day = ?', [day]);
  return String(row?.secret ?? proposed);
}

/** Deletes the secrets of other days, for good. */
export async function forgetOtherSecrets(session: Session, day: number): Promise<number> {
  return session.run('DELETE FROM daily_secrets WHERE day <> ?', [day]);
}
