import type { Session } from '../sql/session.ts';

/** Fingerprints of the keys of a database's keyring, by the key's name and version. */
export type Fingerprints = ReadonlyMap<string, string>;

export async function readFingerprints(session: Session): Promise<Fingerprints> {
  const rows = await session.all('SELECT id, fingerprint FROM keyring_fingerprints', []);
  return new Map(rows.map(({ id, fingerprint }) => [String(id), String(fingerprint)]));
}

/** Records the fingerprints of new keys. Existing ones are never overwritten. */
export async function addFingerprints(session: Session, added: Fingerprints): Promise<void> {
  for (const [id, fingerprint] of added) {
    await session.run(
      'INSERT INTO keyring_fingerprints (id, fingerprint) VALUES (?, ?) ON CONFLICT (id) DO NOTHING',
      [id, fingerprint],
    );
  }
}
