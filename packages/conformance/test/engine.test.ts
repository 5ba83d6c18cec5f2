import { playStories } from '../src/play-stories.ts';
import { engineTarget } from '../src/targets/engine.ts';

playStories(engineTarget);
