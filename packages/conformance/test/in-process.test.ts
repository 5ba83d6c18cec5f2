import { playStories } from '../src/play-stories.ts';
import { inProcessTarget } from '../src/targets/in-process.ts';

playStories(inProcessTarget);
