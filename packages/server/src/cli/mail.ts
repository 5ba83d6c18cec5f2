import type { Configuration } from '../configuration.ts';
import { oneLine } from '../mail/kept-mail.ts';
import { listOutbox, outboxFolderOf, readFromOutbox } from '../mail/outbox.ts';
import { UsageError } from '../operator/usage-error.ts';

/** Returns the list of the mails in the outbox, newest first, or the one with the given id. */
export async function describeOutbox(
  { dataFolder }: Pick<Configuration, 'dataFolder'>,
  parameters: readonly string[],
): Promise<string> {
  const [id, ...others] = parameters;
  if (others.length > 0 || id?.startsWith('-')) throw new UsageError('mail takes one id at most');
  const folder = outboxFolderOf(dataFolder);
  return id === undefined ? describeAll(folder) : show(folder, id);
}

async function show(folder: string, id: string): Promise<string> {
  const text = await readFromOutbox(folder, id);
  if (text === undefined) {
    throw new Error('The outbox has no mail of this id; `mail` lists those that it has');
  }
  // A text may come from a stranger: it must not move the cursor of a terminal.
  return text.trimEnd().split('\n').map(oneLine).join('\n');
}

async function describeAll(folder: string): Promise<string> {
  const mails = await listOutbox(folder);
  if (mails.length === 0) return `The outbox ${folder} is empty.`;
  return mails
    .map(({ id, sentAt, to, subject }) =>
      [new Date(sentAt).toISOString(), id, oneLine(to), oneLine(subject)].join('  '),
    )
    .join('\n');
}
