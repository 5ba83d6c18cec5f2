import { Field } from '@firsthandapi/ui';
import { EVENT_TYPES, type EventType } from './event-types.ts';

/** What can be chosen about an endpoint. */
export interface EndpointDraft {
  readonly url: string;
  readonly events: ReadonlySet<EventType>;
}

export interface EndpointFieldsProps {
  readonly draft: EndpointDraft;
  readonly onChange: (draft: EndpointDraft) => void;
  /** What is wrong, by field. */
  readonly errors: Readonly<Record<string, string>>;
}

/** The URL of an endpoint and the types of its events. */
export function EndpointFields({ draft, onChange, errors }: EndpointFieldsProps) {
  const toggle = (type: EventType) => {
    const events = new Set(draft.events);
    if (!events.delete(type)) events.add(type);
    onChange({ ...draft, events });
  };
  return (
    <>
      <Field
        id="endpoint-url"
        label="URL"
        hint="It has to respond with a 2xx status within 10 seconds."
        error={errors.url}
        type="url"
        maxLength={2_048}
        value={draft.url}
        onInput={({ currentTarget }) => onChange({ ...draft, url: currentTarget.value })}
      />
      <fieldset class="stack s2">
        <legend>Events</legend>
        <div class="checks">
          {EVENT_TYPES.map((type) => (
            <label key={type} class="check">
              <input
                type="checkbox"
                checked={draft.events.has(type)}
                onChange={() => toggle(type)}
              />
              <code>{type}</code>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
}
