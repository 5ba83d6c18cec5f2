import { playScenarios } from '../src/play-scenarios.ts';
import { inProcessTarget } from '../src/targets/in-process.ts';

playScenarios(inProcessTarget);
