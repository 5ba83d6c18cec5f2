import type { Comparison, Goal } from './comparison.ts';
import { formatFigure } from './format-figure.ts';

/** A goal beside what was measured. */
export interface GoalResult {
  readonly goal: Goal;
  /** Undefined when the figure is missing. */
  readonly isMet: boolean | undefined;
  /** The figure as it is read. */
  readonly found: string;
  /** All of it in words. */
  readonly text: string;
}

/** @throws Error when a goal names a row that the comparison does not have */
export function goalResultsOf({ goals = [], rows, columns }: Comparison): readonly GoalResult[] {
  return goals.map((goal) => {
    const row = rows.find(({ name }) => name === goal.row);
    if (row === undefined) throw new Error(`A goal names the unknown row "${goal.row}"`);
    const figure = row.figures[goal.column];
    const found = formatFigure(figure, columns[goal.column]);
    const isMet = figure === undefined || Number.isNaN(figure) ? undefined : meets(figure, goal);
    const outcome = isMet === undefined ? 'not measured' : `${isMet ? 'met' : 'missed'}: ${found}`;
    const wanted = `${goal.row}, ${goal.column}, ${goal.is} ${goal.limit.toLocaleString('en')}`;
    return { goal, isMet, found, text: `${wanted} (${outcome})` };
  });
}

function meets(figure: number, { is, limit }: Goal): boolean {
  if (is === 'at least') return figure >= limit;
  return is === 'under' ? figure < limit : figure <= limit;
}
