import { Page } from '../page/page.tsx';
import { ErasureCard } from '../privacy/erasure-card.tsx';
import { ExportCard } from '../privacy/export-card.tsx';

/** Access to everything that is held on the organization, and its erasure. */
export default function PrivacyScreen() {
  return (
    <Page title="Privacy" about="Access to what we hold, and its erasure.">
      <ExportCard />
      <ErasureCard />
    </Page>
  );
}
