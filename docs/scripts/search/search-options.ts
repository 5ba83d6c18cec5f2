/**
 * How the site's search ranks results. VitePress copies the function into the page as text, so it must not refer to
 * anything outside itself.
 */
export const searchOptions = {
  // Readers search for how to do something; a type of the same name, or a measurement, comes later.
  boostDocument: (id: string): number => {
    if (id.includes('/guides/benchmarks')) return 0.2;
    if (id.includes('/guides/')) return 6;
    if (id.includes('/api/')) return 2;
    return id.includes('/reference/') ? 0.8 : 1;
  },
};
