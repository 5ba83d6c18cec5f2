import { join } from 'node:path';

/** The folder of the workspace. */
export const WORKSPACE = join(import.meta.dirname, '..', '..', '..');
