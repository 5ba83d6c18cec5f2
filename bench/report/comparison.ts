/**
 * What one comparison found, as data: printed where it runs, and kept for the page.
 *
 * `Name` is the titles of its columns, which say their unit.
 */
export interface Comparison<Name extends string = string> {
  /** Heading of the page under which it stands. */
  readonly group: Group;
  /** Its name on the page, unlike any other. */
  readonly title: string;
  /** How it is measured, in one sentence. */
  readonly method: string;
  /** What a row is: heading of the first column. */
  readonly subject: string;
  readonly columns: Readonly<Record<Name, Column>>;
  readonly rows: readonly Row<NoInfer<Name>>[];
  readonly plot: Plot<NoInfer<Name>>;
  readonly goals?: readonly Goal<NoInfer<Name>>[];
}

/** The parts of the page, in its order. */
export const groups = ['Client', 'Webhook verifier', 'Sandbox', 'Server'] as const;
export type Group = (typeof groups)[number];

export interface Column {
  /** Digits behind the point, by default none. */
  readonly decimals?: number;
  /** Said of a column that is not drawn, has peers compared with ours in it too. */
  readonly better?: Direction;
}

export type Direction = 'less' | 'more';

/** Whose figures: this project's, a peer's, or of the least that the task takes, done by hand. */
export type Side = 'ours' | 'peer' | 'by hand';

export interface Row<Name extends string = string> {
  readonly name: string;
  readonly side: Side;
  /** A figure that was not measured is missing. */
  readonly figures: Readonly<Partial<Record<Name, number>>>;
}

/** Which columns are drawn, and in which direction they are good. */
export interface Plot<Name extends string = string> {
  readonly columns: readonly Name[];
  readonly better: Direction;
}

/** A figure of ours that is compared with a limit. */
export interface Goal<Name extends string = string> {
  readonly row: string;
  readonly column: Name;
  readonly limit: number;
  readonly is: 'at most' | 'at least' | 'under';
}
