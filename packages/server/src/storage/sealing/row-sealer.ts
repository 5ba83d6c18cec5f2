import { createHmac, type KeyObject } from 'node:crypto';
import { ClearingCache, ErasedError, type TableName } from '@firsthandapi/engine';
import { type DataKeys, type KeySession, SessionKeys } from './data-keys.ts';
import { openRow, sealRow } from './seal-row.ts';
import { isFoundByEmail, standInsOf } from './sealed-fields.ts';

type Row = Readonly<Record<string, unknown>>;

/** Stands for a row without anything to hide, which needs no key. */
const NOTHING = '';
const ERASED = '[erased]';
/** Opened rows that are likely to be read again. */
const MAX_OPENED = 2_000;

/** The columns in which a sealed row is stored, beside those of its readable fields. */
export interface SealedColumns {
  /** Null for an erased organization, which holds stand-ins only. */
  readonly sealed: string | null;
  /** Finds an e-mail address without revealing it, in tables that are found by one. */
  readonly email_index?: string | null;
}

interface OpenedRow {
  readonly sealed: string;
  readonly fields: Row;
}

/** Seals rows before they are stored, and opens them when they are read. Shared by all sessions of a store. */
export class Sealing {
  readonly keys: DataKeys;
  readonly #indexKey: KeyObject;
  /** Whether rows of erased organizations are stored, without what would be sealed of them. */
  readonly storesForErased: boolean;
  /** By table and id. An entry is valid for the same sealed bytes only. */
  readonly opened = new ClearingCache<string, OpenedRow>(MAX_OPENED);

  /** @param indexKey Key of the index of e-mail addresses, which is the same for the life of a database. */
  constructor(keys: DataKeys, indexKey: KeyObject, storesForErased = false) {
    this.keys = keys;
    this.storesForErased = storesForErased;
    this.#indexKey = indexKey;
  }

  /** Returns what an e-mail address is found by: the same for the same address, and meaningless without the key. */
  emailIndex(email: string): string {
    return createHmac('sha256', this.#indexKey).update(email).digest('base64url');
  }

  /** Seals and opens rows in one transaction or read. */
  session(session: KeySession): RowSealer {
    return new RowSealer(this, new SessionKeys(this.keys, session));
  }
}

/** Seals and opens rows in one transaction or read. */
export class RowSealer {
  readonly #sealing: Sealing;
  readonly #keys: SessionKeys;

  constructor(sealing: Sealing, keys: SessionKeys) {
    this.#sealing = sealing;
    this.#keys = keys;
  }

  emailIndex(email: string): string {
    return this.#sealing.emailIndex(email);
  }

  /** Returns the sealed columns of a row. Throws `ErasedError` when its organization was erased. */
  async seal(name: TableName, row: Row): Promise<SealedColumns> {
    const standIns = standInsOf(name) ?? {};
    if (name === 'organizations' && row.erased_at !== null) {
      await this.#keys.destroy(String(row.id));
      this.#sealing.opened.clear();
      return { sealed: null, email_index: null };
    }
    const index = isFoundByEmail(name) && { email_index: this.#indexOf(row) };
    const values = Object.keys(standIns).map((field) => row[field] ?? null);
    if (values.every((value) => value === null)) return { sealed: NOTHING, ...index };
    const owner = ownerOf(name, row);
    if (this.#sealing.storesForErased && (await this.#keys.isDestroyed(owner))) {
      return { sealed: NOTHING, ...(isFoundByEmail(name) && { email_index: null }) };
    }
    const key = await this.#keys.obtain(owner);
    const place = placeOf(name, row);
    const sealed = sealRow(key, place, JSON.stringify(values));
    this.#sealing.opened.set(place, { sealed, fields: fieldsOf(standIns, values) });
    return { sealed, ...index };
  }

  #indexOf({ email }: Row): string | null {
    return typeof email === 'string' ? this.#sealing.emailIndex(email) : null;
  }

  /** Returns the row, with stand-ins in place of what can no longer be sealed because its organization was erased. */
  async writable<R extends object>(name: TableName, row: R): Promise<R> {
    try {
      await this.#keys.obtain(ownerOf(name, row as Row));
      return row;
    } catch (error) {
      if (error instanceof ErasedError) return { ...row, ...standInsOf(name) };
      throw error;
    }
  }

  /** Loads the keys that opening these stored rows needs. */
  async prepare(name: TableName, rows: readonly Row[]): Promise<void> {
    const unknown = new Set<string>();
    for (const row of rows) {
      if (!row.sealed) continue;
      const owner = ownerOf(name, row);
      if (this.#keys.known(owner) === undefined) unknown.add(owner);
    }
    if (unknown.size > 0) await this.#keys.load(unknown);
  }

  /** Returns the sealed fields of a stored row, or undefined when it is not sealed. Needs `prepare`. */
  open(name: TableName, row: Row): Row | undefined {
    const { sealed } = row;
    if (typeof sealed !== 'string') return undefined;
    const standIns = standInsOf(name) ?? {};
    if (sealed === NOTHING) return standIns;
    const place = placeOf(name, row);
    const opened = this.#sealing.opened.get(place);
    if (opened?.sealed === sealed) return opened.fields;
    const key = this.#keys.known(ownerOf(name, row));
    if (key === undefined) throw new Error(`There is no data key for ${place}`);
    if (key === null) return erasedFields(standIns);
    const fields = fieldsOf(standIns, JSON.parse(openRow(key, place, sealed)));
    this.#sealing.opened.set(place, { sealed, fields });
    return fields;
  }

  /** Called after the commit. */
  committed(): void {
    this.#keys.committed();
  }
}

function ownerOf(name: TableName, row: Row): string {
  return String(name === 'organizations' ? row.id : row.organization_id);
}

function placeOf(name: TableName, row: Row): string {
  return `${name}:${String(row.id)}`;
}

/** A row that was sealed before a field was added has no value for it. */
function fieldsOf(standIns: Row, values: readonly unknown[]): Row {
  const fields: Record<string, unknown> = {};
  for (const [place, field] of Object.keys(standIns).entries()) {
    fields[field] = place < values.length ? values[place] : standIns[field];
  }
  return fields;
}

function erasedFields(standIns: Row): Row {
  const entries = Object.entries(standIns);
  return Object.fromEntries(
    entries.map(([field, value]) => [field, value === '' ? ERASED : value]),
  );
}
