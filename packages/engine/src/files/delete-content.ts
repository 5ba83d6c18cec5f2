import { isPrecanned } from '../precanned/precanned-content.ts';
import type { Work } from '../work/work.ts';

/**
 * Deletes stored bytes; precanned media come with the code and stay. Runs before the commit that forgets the key: when
 * that fails the bytes are gone early, which is harmless, whereas after it a crash would leave them behind for ever.
 */
export async function deleteContent({ ports }: Work, contentKey: string | null): Promise<void> {
  if (contentKey !== null && !isPrecanned(contentKey)) await ports.files.delete(contentKey);
}
