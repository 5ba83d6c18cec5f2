import { Icon } from '@firsthandapi/ui';
import { useRef } from 'preact/hooks';
import { t } from '../text/texts.ts';

export interface FilePickerProps {
  readonly formats: readonly string[];
  readonly onChoose: (file: File) => void;
  readonly isLarge?: boolean;
}

/** The other way to every capture: a file that is on the device. */
export function FilePicker({ formats, onChoose, isLarge = false }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  const open = () => input.current?.click();
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={formats.join(',')}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file !== undefined) onChoose(file);
          // Choosing the same file again is a change too.
          currentTarget.value = '';
        }}
      />
      {isLarge ? (
        <button type="button" class="btn lg" onClick={open}>
          {t.capture.chooseFile}
        </button>
      ) : (
        <button type="button" class="round" aria-label={t.capture.choose} onClick={open}>
          <Icon name="image" />
        </button>
      )}
    </>
  );
}
