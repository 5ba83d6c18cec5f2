/** How a class of methods makes its calls. */
export interface Flavour {
  readonly className: string;
  readonly description: string;
  /** The class of what a list returns, which the asynchronous client awaits later. */
  readonly pageType: string;
  readonly isAsync: boolean;
}
