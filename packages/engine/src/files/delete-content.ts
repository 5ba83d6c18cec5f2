import { isPrecanned } from '../precanned/precanned-content.ts';
import type { Work } from '../work/work.ts';

/**
 * Deletes stored bytes, but not precanned media, which ship with the code. Runs before the commit that removes the key:
 * if the commit fails the bytes are gone early, which is harmless, whereas a crash after the commit would leave them
 * behind for ever.
 */
export async function deleteContent(
  { ports }: Pick<Work, 'ports'>,
  contentKey: string | null,
): Promise<void> {
  if (contentKey !== null && !isPrecanned(contentKey)) await ports.files.delete(contentKey);
}
