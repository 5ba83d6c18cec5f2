import { join } from 'node:path';
import { checkAppSize } from '@firsthandapi/ui/app-size';

checkAppSize(join(import.meta.dirname, '../dist'), {
  firstLoad: 70 * 1_024,
  more: 30 * 1_024,
  all: 200 * 1_024,
});
