import { en, type Texts } from './en.ts';

/** Languages other than English, loaded when they are chosen. */
const OTHERS: Readonly<Record<string, () => Promise<Texts>>> = {};

/** The texts of the language in use. */
export let t: Texts = en;
/** Its BCP 47 tag, by which numbers and times are written. */
export let language = 'en';

/** Chooses the first language that there is; before the app is shown. */
export async function chooseLanguage(wanted: readonly string[]): Promise<void> {
  // Numbers and times follow the region of the person who reads English.
  language = wanted.find((tag) => tag.startsWith('en')) ?? 'en';
  for (const tag of wanted) {
    const [base = ''] = tag.split('-');
    const load = OTHERS[base];
    if (base === 'en') break;
    if (load === undefined) continue;
    t = await load();
    language = tag;
    break;
  }
  document.documentElement.lang = language;
  document.documentElement.dir = RIGHT_TO_LEFT.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);
