import { Page } from '../page/page.tsx';
import { SettingsPlaces } from '../page/settings-places.tsx';
import { AuthenticatorCard } from '../security/authenticator-card.tsx';
import { PasskeysCard } from '../security/passkeys-card.tsx';
import { SessionsCard } from '../security/sessions-card.tsx';

/** How the member signs in, and where they are signed in. */
export default function SecurityScreen() {
  return (
    <Page title="Security" about="How you sign in." actions={<SettingsPlaces />}>
      <PasskeysCard />
      <AuthenticatorCard />
      <SessionsCard />
    </Page>
  );
}
