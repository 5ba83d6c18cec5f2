import type { Comparison, Row } from '../report/comparison.ts';
import { formatFigure } from '../report/format-figure.ts';

/**
 * Returns sentences about which peers do better than ours, or none without peers. Figures
 * that read the same are equal.
 */
export function verdictsOn(comparison: Comparison): readonly string[] {
  const peers = comparison.rows.filter(({ side }) => side === 'peer');
  if (peers.length === 0) return [];
  const sentences = comparison.rows
    .filter(({ side }) => side === 'ours')
    .flatMap((own) =>
      judgedColumns(comparison).flatMap((column) => {
        const better = peers.filter((peer) => isBetter(peer, own, column, comparison));
        if (better.length === 0) return [];
        const names = better.map(({ name }) => `\`${name}\``).join(', ');
        return [`Better than \`${own.name}\` in “${column}”: ${names}.`];
      }),
    );
  return sentences.length === 0 ? ['No peer does better.'] : sentences;
}

function judgedColumns({ columns, plot }: Comparison): string[] {
  return Object.keys(columns).filter(
    (name) => plot.columns.includes(name) || columns[name]?.better !== undefined,
  );
}

function isBetter(peer: Row, own: Row, column: string, { columns, plot }: Comparison): boolean {
  const [theirs, ours] = [peer.figures[column], own.figures[column]];
  if (theirs === undefined || ours === undefined) return false;
  const shape = columns[column];
  if (formatFigure(theirs, shape) === formatFigure(ours, shape)) return false;
  return (shape?.better ?? plot.better) === 'less' ? theirs < ours : theirs > ours;
}
