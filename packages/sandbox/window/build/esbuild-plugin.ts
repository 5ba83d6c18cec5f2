import type { Plugin } from 'esbuild';
import { PAGE_MODULE, pageModule } from './build-page.ts';

/** Lets the package's build include the page as a module. */
export function windowPage(folder: string): Plugin {
  let module: Promise<string> | undefined;
  return {
    name: 'window-page',
    setup({ onResolve, onLoad }) {
      const filter = new RegExp(`^${PAGE_MODULE}$`);
      onResolve({ filter }, ({ path }) => ({ path, namespace: 'window-page' }));
      onLoad({ filter, namespace: 'window-page' }, async () => {
        module ??= pageModule(folder);
        return { contents: await module, loader: 'js' };
      });
    },
  };
}
