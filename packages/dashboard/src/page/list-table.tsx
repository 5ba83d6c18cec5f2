import { Empty, type IconName, LoadedView } from '@firsthandapi/ui';
import type { ComponentChildren } from 'preact';
import type { ListPage, LoadedList } from '../services/use-list.ts';

/** One column of a table. */
export interface Column<T> {
  readonly name: string;
  readonly cell: (row: T) => ComponentChildren;
  readonly isEnd?: boolean;
}

export interface ListTableProps<T> {
  readonly list: LoadedList<T>;
  /** What is listed, such as "Jobs". */
  readonly what: string;
  readonly keyOf: (row: T) => string;
  /** The first column names the row. */
  readonly columns: readonly [Column<T>, ...Column<T>[]];
  readonly empty: {
    readonly icon: IconName;
    readonly title: string;
    readonly text: string;
    readonly action?: ComponentChildren;
  };
}

/** A list as a table; on a phone each row is a card. */
export function ListTable<T>({ list, what, keyOf, columns, empty }: ListTableProps<T>) {
  return (
    <section class="card" aria-label={what}>
      <LoadedView loading={list.loading} what={what} label={`Loading ${what.toLowerCase()}`}>
        {(page: ListPage<T>) =>
          page.data.length === 0 ? (
            <Empty icon={empty.icon} title={empty.title} text={empty.text}>
              {empty.action}
            </Empty>
          ) : (
            <>
              <Rows what={what} rows={page.data} columns={columns} keyOf={keyOf} />
              {page.has_more && (
                <div class="pager">
                  <span class="num">{page.data.length} shown</span>
                  <button type="button" class="btn sm" onClick={list.loadMore}>
                    Show more
                  </button>
                </div>
              )}
            </>
          )
        }
      </LoadedView>
    </section>
  );
}

type RowsProps<T> = Pick<ListTableProps<T>, 'what' | 'columns' | 'keyOf'> & {
  readonly rows: readonly T[];
};

function Rows<T>({ what, rows, columns, keyOf }: RowsProps<T>) {
  const [first, ...others] = columns;
  return (
    <table class="fold">
      <caption class="sr">{what}</caption>
      <thead>
        <tr>
          {columns.map(({ name, isEnd }) => (
            <th key={name} scope="col" {...(isEnd && { class: 'end' })}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            <th scope="row">{first.cell(row)}</th>
            {others.map(({ name, cell, isEnd }) => (
              <td key={name} data-l={name} {...(isEnd && { class: 'end' })}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
