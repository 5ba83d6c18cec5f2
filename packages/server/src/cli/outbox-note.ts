import { resolve } from 'node:path';
import type { Configuration } from '../configuration.ts';
import { outboxFolderOf } from '../mail/outbox.ts';

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|\[?::1\]?|localhost)$/;

/**
 * Returns where sign-in codes are, for who tries a server on their own machine; undefined for a server that others can reach
 * or that sends mails. The folder is named, never a code.
 */
export function outboxNote({
  host,
  publicUrl,
  smtp,
  dataFolder,
}: Pick<Configuration, 'host' | 'publicUrl' | 'smtp' | 'dataFolder'>): string | undefined {
  const isLocal =
    LOOPBACK.test(host) && (publicUrl === undefined || LOOPBACK.test(new URL(publicUrl).hostname));
  if (!isLocal || smtp !== undefined) return undefined;
  return `Mails, such as those with sign-in codes, are in ${resolve(outboxFolderOf(dataFolder))}; \`firsthandapi-server mail\` lists them\n`;
}
