import type { Comparison } from '../report/comparison.ts';
import { goalResultsOf } from '../report/goal-result.ts';
import { comparisonTable, escapeMarkdown } from './markdown-table.ts';
import { verdictsOn } from './verdicts.ts';

/** The folder of the plots, next to the page. */
export const PLOTS_FOLDER = 'benchmark-plots';

/** Returns the section of a comparison: method, plot, table, what peers do better, and the goals. */
export function comparisonSection(comparison: Comparison): string {
  const { title, method, plot } = comparison;
  const alternative = `${title}: ${plot.columns.join(' and ')} as bars, whose figures the table has`;
  const remarks = [
    ...verdictsOn(comparison),
    ...goalResultsOf(comparison).map(({ text }) => `Goal: ${escapeMarkdown(text)}.`),
  ];
  return [
    `### ${title}`,
    method,
    `![${alternative}](./${PLOTS_FOLDER}/${plotFile(comparison)})`,
    comparisonTable(comparison),
    remarks.map((remark) => `- ${remark}`).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Returns the file name of a comparison's plot. */
export function plotFile({ group, title }: Comparison): string {
  const words = `${group} ${title}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `${words.replace(/^-|-$/g, '')}.svg`;
}
