import { useState } from 'preact/hooks';
import { CopyButton } from '../page/copy-button.tsx';
import type { Language } from './snippet.ts';

const LANGUAGES: readonly Language[] = ['TypeScript', 'Python', 'curl'];
const REMEMBERED = 'snippet-language';

export interface CodeTabsProps {
  /** Names the tabs on the page. */
  readonly id: string;
  readonly label: string;
  readonly code: (language: Language) => string;
}

/** The same call in three languages; the one that was chosen last is shown first. */
export function CodeTabs({ id, label, code }: CodeTabsProps) {
  const [language, setLanguage] = useState<Language>(remembered);
  const choose = (chosen: Language) => {
    setLanguage(chosen);
    localStorage.setItem(REMEMBERED, chosen);
  };
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const index = (LANGUAGES.indexOf(language) + step + LANGUAGES.length) % LANGUAGES.length;
    choose(LANGUAGES[index] ?? 'TypeScript');
    document.getElementById(`${id}-${LANGUAGES[index]}`)?.focus();
  };
  const text = code(language);
  return (
    <div class="code">
      <div class="code-head">
        <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
          {LANGUAGES.map((each) => (
            <button
              key={each}
              type="button"
              role="tab"
              id={`${id}-${each}`}
              aria-controls={`${id}-panel`}
              aria-selected={each === language}
              tabIndex={each === language ? 0 : -1}
              onClick={() => choose(each)}
            >
              {each}
            </button>
          ))}
        </div>
        <CopyButton text={text} isSmall />
      </div>
      {/* It scrolls, so the keyboard has to reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <pre id={`${id}-panel`} role="tabpanel" tabIndex={0} aria-labelledby={`${id}-${language}`}>
        {text}
      </pre>
    </div>
  );
}

function remembered(): Language {
  const stored = localStorage.getItem(REMEMBERED);
  return LANGUAGES.find((each) => each === stored) ?? 'TypeScript';
}
