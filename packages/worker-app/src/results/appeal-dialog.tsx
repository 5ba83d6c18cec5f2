import { ApiFailure, bodyOf, Dialog } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { useServices } from '../services/services.ts';
import { t } from '../text/texts.ts';

const LONGEST_TEXT = 500;

export interface AppealDialogProps {
  readonly submissionId: string;
  readonly onClose: () => void;
  readonly onSent: () => void;
}

/** Asks for a person to look at a rejected file. */
export function AppealDialog({ submissionId, onClose, onSent }: AppealDialogProps) {
  const { api } = useServices();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const send = async () => {
    const header = { 'Idempotency-Key': crypto.randomUUID() };
    try {
      await bodyOf(
        api.POST('/worker/v1/submissions/{id}/appeal', {
          params: { path: { id: submissionId }, header },
          body: { text },
        }),
      );
      onClose();
      onSent();
    } catch (error) {
      const isServer = error instanceof ApiFailure && error.status !== 0;
      setProblem(isServer ? error.message : t.signIn.noConnection);
    }
  };
  return (
    <Dialog
      title={t.results.appealTitle}
      onClose={onClose}
      actions={
        <>
          <button type="button" class="btn" onClick={onClose}>
            {t.results.cancel}
          </button>
          <button type="button" class="btn primary" disabled={text.trim() === ''} onClick={send}>
            {t.results.appealSend}
          </button>
        </>
      }
    >
      <div class="field">
        <label for="appeal-text">{t.results.appealText}</label>
        <textarea
          id="appeal-text"
          class="input"
          rows={4}
          maxLength={LONGEST_TEXT}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        {problem !== undefined && (
          <p class="err" role="alert">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  );
}
