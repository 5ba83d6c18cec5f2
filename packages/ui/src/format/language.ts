/** The BCP 47 tag by which numbers and times are written. */
export let language = 'en';

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

/** Chooses the language of numbers, times and the page; before the app is shown. */
export function setLanguage(tag: string): void {
  language = tag;
  const [base = ''] = tag.split('-');
  document.documentElement.lang = tag;
  document.documentElement.dir = RIGHT_TO_LEFT.has(base) ? 'rtl' : 'ltr';
}
