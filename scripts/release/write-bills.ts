import { mkdir } from 'node:fs/promises';
import { billProblems, writeBillOfMaterials } from './bill-of-materials.ts';
import type { Tarball } from './tarball.ts';

/** Writes a bill of materials for each package into a folder, and returns whether all are right. */
export async function writeBills(tarballs: readonly Tarball[], folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  const problems: string[] = [];
  for (const { manifest } of tarballs) {
    const bill = await writeBillOfMaterials(manifest.name, folder);
    const found = billProblems(bill, manifest.dependencies ?? {});
    problems.push(...found.map((problem) => `${manifest.name}: ${problem}`));
    console.log(
      `${manifest.name}: bill of materials with ${bill.components?.length ?? 0} components`,
    );
  }
  if (problems.length > 0) console.error(`\n${problems.join('\n')}`);
  return problems.length === 0;
}
