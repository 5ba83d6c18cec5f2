// What a bundler puts in place of Node's `process` in a page.
declare const process: { readonly env: { readonly [name: string]: string | undefined } };
