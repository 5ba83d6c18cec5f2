import { useEffect, useState } from 'preact/hooks';

const SHOWN_MS = 2_000;

export interface CopyButtonProps {
  readonly text: string;
  readonly isSmall?: boolean;
}

/** Copies a text, and says so, also to a screen reader. */
export function CopyButton({ text, isSmall = false }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <>
      <button type="button" class={isSmall ? 'btn sm ghost' : 'btn'} onClick={copy}>
        {isCopied ? 'Copied' : 'Copy'}
      </button>
      <span class="sr" role="status">
        {isCopied ? 'Copied' : ''}
      </span>
    </>
  );
}
