import { Field } from '@firsthandapi/ui';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';
import { Door, DoorForm } from './door.tsx';

/** Where the link of an invitation leads. */
export function InvitationScreen() {
  const { session } = useServices();
  const { route } = useLocation();
  const [token] = useState(() => location.hash.slice(1));
  const [email, setEmail] = useState('');
  const [needsEmail, setNeedsEmail] = useState(false);
  // It works once, and has no place in the history.
  useEffect(() => history.replaceState(null, '', location.pathname), []);
  const accept = useAction(async () => {
    await session.accept(token, needsEmail ? email : undefined);
    route('/dashboard/', true);
  });
  const asksEmail = accept.fields.email !== undefined;
  useEffect(() => {
    if (asksEmail) setNeedsEmail(true);
  }, [asksEmail]);
  return (
    <Door>
      <DoorForm
        title="Accept your invitation"
        action="Accept"
        isBusy={accept.isBusy}
        onSubmit={accept.run}
      >
        <p class="muted">You join the organization that invited you, and are signed in.</p>
        {needsEmail && (
          <Field
            id="email"
            label="E-mail"
            hint="You sign in with it from now on."
            error={email === '' ? undefined : accept.fields.email}
            type="email"
            autoComplete="email"
            maxLength={254}
            value={email}
            onInput={({ currentTarget }) => setEmail(currentTarget.value)}
          />
        )}
        {accept.problem !== undefined && !asksEmail && <p class="err">{accept.problem}</p>}
      </DoorForm>
    </Door>
  );
}
