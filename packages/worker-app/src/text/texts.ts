import { setLanguage } from '@firsthandapi/ui';
import { en, type Texts } from './en.ts';

/** Languages other than English, loaded when they are chosen. */
const OTHERS: Readonly<Record<string, () => Promise<Texts>>> = {};

/** The texts of the language in use. */
export let t: Texts = en;
/** Chooses the first language that there is; before the app is shown. */
export async function chooseLanguage(wanted: readonly string[]): Promise<void> {
  // Numbers and times follow the region of the person who reads English.
  let language = wanted.find((tag) => tag.startsWith('en')) ?? 'en';
  for (const tag of wanted) {
    const [base = ''] = tag.split('-');
    const load = OTHERS[base];
    if (base === 'en') break;
    if (load === undefined) continue;
    t = await load();
    language = tag;
    break;
  }
  setLanguage(language);
}
