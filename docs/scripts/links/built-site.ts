import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** A page of the built site. */
export interface BuiltPage {
  /** Address without base and without extension: `/guides/files`, `/api/`. */
  readonly address: string;
  readonly anchors: ReadonlySet<string>;
  /** Targets of its links, scripts and images. */
  readonly targets: readonly string[];
}

/** The built site, as an index of its pages and anchors. */
export class BuiltSite {
  readonly pages: ReadonlyMap<string, BuiltPage>;
  readonly #folder: string;
  readonly #base: string;

  private constructor(folder: string, base: string, pages: ReadonlyMap<string, BuiltPage>) {
    this.#folder = folder;
    this.#base = base;
    this.pages = pages;
  }

  /** Reads a built site; `base` is its path on its host. */
  static async read(folder: string, base: string): Promise<BuiltSite> {
    const pages = new Map<string, BuiltPage>();
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.html')) continue;
      const file = join(entry.parentPath, entry.name);
      const address = `/${relative(folder, file)}`.replace(/(index)?\.html$/, '');
      pages.set(address, { address, ...readPage(await readFile(file, 'utf8')) });
    }
    return new BuiltSite(folder, base, pages);
  }

  /** Returns a link from the root of the site with the site's base in front. */
  withBase(target: string): string {
    return target.startsWith('/') ? `${this.#base}${target.slice(1)}` : target;
  }

  /** Returns why a link on a page is broken, or undefined if it works or leaves the site. */
  problemOf(from: string, target: string): string | undefined {
    if (/^([a-z][a-z\d+.-]*:|\/\/)/i.test(target)) return undefined;
    const url = new URL(target, `http://site${this.#base}${from.slice(1)}`);
    const path = decodeURIComponent(url.pathname);
    if (!path.startsWith(this.#base)) return `${target} is outside the site's base ${this.#base}`;
    const address = `/${path.slice(this.#base.length)}`;
    const page = this.#pageAt(address);
    if (page === undefined) {
      return existsSync(join(this.#folder, address)) ? undefined : `${target} does not exist`;
    }
    const anchor = decodeURIComponent(url.hash.slice(1));
    if (anchor === '' || page.anchors.has(anchor)) return undefined;
    return `${target}: the page has no #${anchor}`;
  }

  #pageAt(address: string): BuiltPage | undefined {
    const plain = address.replace(/\.(html|md)$/, '').replace(/\/index$/, '/');
    return this.pages.get(plain) ?? this.pages.get(`${plain}/`);
  }
}

function readPage(html: string): Pick<BuiltPage, 'anchors' | 'targets'> {
  const values = (pattern: RegExp) =>
    [...html.matchAll(pattern)].map(([, value = '']) => value.replaceAll('&amp;', '&'));
  return {
    anchors: new Set(values(/\sid="([^"]+)"/g)),
    targets: values(/\s(?:href|src)="([^"]*)"/g),
  };
}
