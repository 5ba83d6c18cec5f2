/** A list of tabs, of which one is selected. */
export interface TabsProps<T extends string> {
  readonly label: string;
  /** Id of the panel. */
  readonly panel: string;
  readonly tabs: readonly (readonly [value: T, text: string])[];
  readonly selected: T;
  readonly onSelect: (value: T) => void;
}

/** Tabs as the ARIA pattern has them: one is in the tab order, arrow keys move and select. */
export function Tabs<T extends string>({ label, panel, tabs, selected, onSelect }: TabsProps<T>) {
  const move = (event: KeyboardEvent) => {
    const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -tabs.length, End: tabs.length };
    const step = steps[event.key as keyof typeof steps];
    if (step === undefined) return;
    event.preventDefault();
    const from = tabs.findIndex(([value]) => value === selected);
    const to = tabs[Math.min(tabs.length - 1, Math.max(0, from + step))];
    if (to === undefined) return;
    onSelect(to[0]);
    document.getElementById(`${panel}-${to[0]}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map(([value, text]) => (
        <button
          key={value}
          type="button"
          role="tab"
          id={`${panel}-${value}`}
          aria-selected={value === selected}
          aria-controls={panel}
          tabIndex={value === selected ? 0 : -1}
          onClick={() => onSelect(value)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
