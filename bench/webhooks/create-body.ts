/** A realistic event whose JSON is about `bytes` long. */
export function createBody(bytes: number): string {
  const event = {
    id: 'evt_01JABCDEFGHJKMNPQRSTVWXYZ0',
    object: 'event',
    type: 'submission.scored',
    api_version: '2026-03-18',
    created_at: '2026-05-28T20:26:40Z',
    data: { object: 'submission', notes: [] as string[] },
  };
  while (JSON.stringify(event).length < bytes - 60) {
    event.data.notes.push('a sentence of the scoring that is about this long');
  }
  return JSON.stringify(event);
}
