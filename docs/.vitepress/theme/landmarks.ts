import { useData } from 'vitepress';
import { nextTick, onMounted, watch } from 'vue';

/**
 * Corrects two things that the default theme leaves to assistive technology: the home page has no main landmark, and
 * the search button's name does not match its text, because that includes the shortcut.
 */
export function useLandmarks(): void {
  const { page, frontmatter } = useData();
  const mark = async () => {
    await nextTick();
    const content = document.querySelector('#VPContent');
    // All other pages have a <main> inside.
    if (frontmatter.value.layout === 'home') content?.setAttribute('role', 'main');
    else content?.removeAttribute('role');
    for (const key of document.querySelectorAll<HTMLElement>('.DocSearch-Button-Key')) {
      // The style sheet shows it from here, so that it is not part of the button's text.
      key.dataset.key ??= key.textContent ?? '';
      key.textContent = '';
    }
  };
  onMounted(mark);
  watch(() => page.value.relativePath, mark);
}
