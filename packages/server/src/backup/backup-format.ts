import { z } from 'zod';
import { BackupError, type BackupKind } from './sealed-backup.ts';

/** The version of what is inside a sealed backup. */
const FORMAT = 1;

/** The first entry of an archive and of a keys file. */
export interface Manifest {
  readonly kind: BackupKind;
  /** When its snapshot was taken, in milliseconds since the epoch. */
  readonly created_at: number;
  /** Identifies the database, so that an archive is not restored with the keys of another. */
  readonly database: string;
  readonly schema_version: number;
}

/** The last entry: what the others add up to. */
export interface Summary {
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly files: number;
  /** SHA-256 of the names and contents of all entries before this one, in their order. */
  readonly sha256: string;
}

export const MANIFEST = 'manifest.json';
export const SUMMARY = 'summary.json';
export const KEYS_FILE = 'keys.fhbackup';
export const DRAFT = '.draft';

const manifestSchema = z.object({
  format: z.number().int(),
  kind: z.enum(['archive', 'keys']),
  created_at: z.number().int(),
  database: z.string(),
  schema_version: z.number().int().positive(),
});

const summarySchema = z.object({
  rows: z.record(z.string(), z.number().int()),
  files: z.number().int(),
  sha256: z.string(),
});

export function formatManifest(manifest: Manifest): string {
  return JSON.stringify({ format: FORMAT, ...manifest });
}

export function parseManifest(text: string): Manifest {
  const { format, ...manifest } = manifestSchema.parse(JSON.parse(text));
  if (format > FORMAT) {
    throw new BackupError(`The backup has format ${format}; restore it with a newer version`);
  }
  return manifest;
}

export function parseSummary(text: string): Summary {
  return summarySchema.parse(JSON.parse(text));
}

/** Names sort by time: `firsthandapi-20260102T030405678Z.fhbackup`. */
export function archiveName(createdAt: number): string {
  return `firsthandapi-${new Date(createdAt).toISOString().replace(/[-:.]/g, '')}.fhbackup`;
}

export function isArchiveName(name: string): boolean {
  return /^firsthandapi-\d{8}T\d{9}Z\.fhbackup$/.test(name);
}

export function partName(table: string, part: number): string {
  return `tables/${table}/${String(part).padStart(6, '0')}.ndjson`;
}

/** Returns the table of a part, or undefined for another entry. */
export function tableOfPart(name: string): string | undefined {
  return /^tables\/([a-z_]{1,63})\/\d{6,9}\.ndjson$/.exec(name)?.[1];
}

/** Whether an entry is a sealed file, named as in the folder of files. */
export function isFileEntry(name: string): boolean {
  return /^files\/[0-9a-f]{2}\/[0-9a-f]{1,126}$/.test(name);
}
