import { join } from 'node:path';
import { checkAppSize } from '@firsthandapi/ui/app-size';

checkAppSize(join(import.meta.dirname, '../dist'), {
  firstLoad: 45 * 1_024,
  more: 45 * 1_024,
  all: 200 * 1_024,
});
