import { playStories } from '../src/play-stories.ts';
import { createHttpTarget } from '../src/targets/http.ts';

playStories(createHttpTarget());
