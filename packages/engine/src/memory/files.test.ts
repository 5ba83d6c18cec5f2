import { describeFiles } from '../testing/files-conformance.ts';
import { MemoryFiles } from './files.ts';

describeFiles('MemoryFiles', () => new MemoryFiles());
