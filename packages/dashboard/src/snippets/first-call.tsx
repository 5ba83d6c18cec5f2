import { useServices } from '../services/services.ts';
import { CodeTabs } from './code-tabs.tsx';
import { createJobSnippet } from './snippet.ts';

const FIRST_JOB = {
  type: 'data_collection',
  description: 'A photo of a coffee cup on a table, from above',
  files_needed: 3,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
};

/** The first call, ready to paste. */
export function FirstCall() {
  const { apiUrl } = useServices();
  return (
    <CodeTabs
      id="first-call"
      label="Language"
      code={(language) => createJobSnippet(language, FIRST_JOB, apiUrl)}
    />
  );
}
