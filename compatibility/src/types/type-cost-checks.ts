import type { Check } from '../harness/check.ts';
import { configurationFile } from './consumer-projects.ts';
import { type Consumers, compile } from './type-checks.ts';

/** The most type instantiations that a file with five typed calls may cost. */
const INSTANTIATION_LIMIT = 300;
/** The most declaration files that it may load. */
const DECLARATION_LIMIT = 10;

/** What a compiler did for a program. */
interface Cost {
  readonly instantiations: number;
  /** Declaration files, without those of the language itself. */
  readonly declarations: number;
}

/** What five typed calls cost each compiler. */
export function typeCostChecks({ folders }: Consumers, versions: readonly string[]): Check[] {
  const configuration = configurationFile(folders.ESM, 'five-calls');
  return versions.map((version) => ({
    cells: [`TypeScript ${version}`, 'nodenext', 'ESM', 'five calls'],
    async run() {
      const output = await compile(version, configuration, [
        '--extendedDiagnostics',
        '--listFiles',
      ]);
      const { instantiations, declarations } = readCost(output);
      const figures = `${instantiations} instantiations, ${declarations} declaration files`;
      const isCheap = instantiations <= INSTANTIATION_LIMIT && declarations <= DECLARATION_LIMIT;
      if (isCheap) return figures;
      throw new Error(
        `${figures}; at most ${INSTANTIATION_LIMIT} and ${DECLARATION_LIMIT} are allowed`,
      );
    },
  }));
}

/**
 * Reads what `--extendedDiagnostics` and `--listFiles` print.
 *
 * @throws Error when there is no count in it
 */
export function readCost(output: string): Cost {
  const count = /^Instantiations:\s+(\d+)/m.exec(output)?.[1];
  if (count === undefined) throw new Error(`the compiler told no instantiations:\n${output}`);
  const files = output.split(/\r?\n/).filter((line) => /\.d\.[cm]?ts$/.test(line));
  return {
    instantiations: Number(count),
    declarations: files.filter((file) => !/[\\/]lib\.([\w.]+\.)?d\.ts$/.test(file)).length,
  };
}
