import { playStories } from '../src/play-stories.ts';
import { createMswTarget } from '../src/targets/msw.ts';
import { expectMswMajor } from '../src/which-msw.ts';

expectMswMajor(2);
playStories(createMswTarget('msw 2.15'));
