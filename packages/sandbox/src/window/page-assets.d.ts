/** The page, which the build makes of `window/` (see `window/build/page-assets.ts`). */
declare module 'virtual:window-page' {
  export const html: string;
  export const script: string;
  export const style: string;
  export const icon: string;
}
