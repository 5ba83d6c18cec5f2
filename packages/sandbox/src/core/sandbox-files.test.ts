import { describeFiles } from '@firsthandapi/engine/testing';
import { SandboxFiles } from './sandbox-files.ts';

describeFiles('SandboxFiles', () => new SandboxFiles());
