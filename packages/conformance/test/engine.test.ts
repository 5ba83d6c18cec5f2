import { playScenarios } from '../src/play-scenarios.ts';
import { engineTarget } from '../src/targets/engine.ts';

playScenarios(engineTarget);
