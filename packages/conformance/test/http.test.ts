import { playScenarios } from '../src/play-scenarios.ts';
import { createHttpTarget } from '../src/targets/http.ts';

playScenarios(createHttpTarget());
