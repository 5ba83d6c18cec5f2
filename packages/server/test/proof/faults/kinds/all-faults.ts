import { clientFaults } from './client-faults.ts';
import { damageFaults } from './damage-faults.ts';
import { diskFaults } from './disk-faults.ts';
import type { Fault } from './fault.ts';
import { hostFaults } from './host-faults.ts';
import { networkFaults } from './network-faults.ts';
import { postgresFaults } from './postgres-faults.ts';
import { processFaults } from './process-faults.ts';

/** Every fault, on every database. */
export const allFaults: readonly Fault[] = [
  ...hostFaults,
  ...diskFaults,
  ...damageFaults,
  ...clientFaults,
  ...processFaults,
  ...postgresFaults,
  ...networkFaults,
];
