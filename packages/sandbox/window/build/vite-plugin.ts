import { PAGE_MODULE, pageModule } from './build-page.ts';

const RESOLVED = `\0${PAGE_MODULE}`;

/** Lets the package's tests load the page as a module. */
export function windowPage(folder: string) {
  let module: Promise<string> | undefined;
  return {
    name: 'window-page',
    resolveId: (id: string) => (id === PAGE_MODULE ? RESOLVED : undefined),
    load: (id: string) => {
      if (id !== RESOLVED) return undefined;
      module ??= pageModule(folder);
      return module;
    },
  };
}
