import { withBase } from 'vitepress';
import { defineComponent, h, onMounted, ref } from 'vue';

/** Where the local search keeps its query. */
const QUERY_KEY = 'vitepress:local-search-filter';
const LINKS = [
  ['/guides/quickstart', 'Quickstart'],
  ['/guides/errors-and-retries', 'Errors and retries'],
  ['/guides/webhooks', 'Webhooks'],
  ['/guides/sandbox', 'The sandbox'],
  ['/api/', 'API reference'],
  ['/reference/sdk/', 'SDK reference'],
] as const;

/** The page for an address that does not exist: it searches for the words of the address. */
export const NotFound = defineComponent({
  name: 'NotFound',
  setup() {
    const path = ref('');
    const query = ref('');
    onMounted(() => {
      path.value = window.location.pathname;
      query.value = wordsOf(path.value);
    });
    return () =>
      h('main', { class: 'not-found' }, [
        h('p', { class: 'code' }, '404'),
        h('h1', 'Page not found'),
        h(
          'p',
          path.value === ''
            ? 'This page does not exist.'
            : ['There is no page at ', h('code', path.value), '.'],
        ),
        h('form', { role: 'search', onSubmit: (event: Event) => search(event, query.value) }, [
          h('input', {
            type: 'search',
            'aria-label': 'Search the documentation',
            placeholder: 'Search the documentation',
            value: query.value,
            onInput: (event: Event) => {
              query.value = (event.target as HTMLInputElement).value;
            },
          }),
          h('button', { type: 'submit' }, 'Search'),
        ]),
        h('p', 'Or start here:'),
        h(
          'ul',
          LINKS.map(([link, text]) => h('li', h('a', { href: withBase(link) }, text))),
        ),
      ]);
  },
});

/** Opens the site's search with a query. */
function search(event: Event, query: string): void {
  event.preventDefault();
  sessionStorage.setItem(QUERY_KEY, query);
  document.querySelector<HTMLButtonElement>('.DocSearch-Button')?.click();
}

/** `/guides/retryPolicy.html` becomes `retry policy`. */
function wordsOf(path: string): string {
  const [last = ''] = path.split('/').filter(Boolean).slice(-1);
  return last
    .replace(/\.\w+$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^a-zA-Z0-9]+/g, ' ')
    .trim()
    .toLowerCase();
}
