import DefaultTheme from 'vitepress/theme';
import { defineComponent, h } from 'vue';
import { useLandmarks } from './landmarks.ts';
import { NotFound } from './not-found.ts';

/** The default layout, with a page of our own for addresses that do not exist. */
export const SiteLayout = defineComponent({
  name: 'SiteLayout',
  setup() {
    useLandmarks();
    return () => h(DefaultTheme.Layout, null, { 'not-found': () => h(NotFound) });
  },
});
