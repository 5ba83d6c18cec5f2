/** The location of the data: the path of a SQLite file, or the URL of a PostgreSQL database. */
export type StoreLocation =
  | { readonly kind: 'sqlite'; readonly path: string }
  | {
      readonly kind: 'postgres';
      readonly url: string;
      /** How long an operation waits for PostgreSQL before it fails, in milliseconds. Default: 4,500. */
      readonly deadlineMs?: number;
    };
