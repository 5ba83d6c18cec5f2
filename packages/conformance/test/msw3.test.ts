import { playScenarios } from '../src/play-scenarios.ts';
import { createMswTarget } from '../src/targets/msw.ts';
import { expectMswMajor } from './expect-msw-major.ts';

expectMswMajor(3);
playScenarios(createMswTarget('msw 3'));
