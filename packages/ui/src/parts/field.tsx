import type { InputHTMLAttributes, Ref } from 'preact';
import { Icon } from './icon.tsx';

export interface FieldProps extends Omit<InputHTMLAttributes, 'id' | 'ref'> {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with the value, and what is allowed. */
  readonly error?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
}

/** A text field with its label, hint and error. */
export function Field({ id, label, hint, error, inputRef, class: name, ...input }: FieldProps) {
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...input}
        {...(inputRef != null && { ref: inputRef })}
        id={id}
        class={name === undefined ? 'input' : `input ${name}`}
        aria-invalid={error !== undefined}
        {...(describedBy !== '' && { 'aria-describedby': describedBy })}
      />
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p class="err" id={`${id}-error`}>
          <Icon name="alert" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
