import { Page } from '../page/page.tsx';
import { useServices } from '../services/services.ts';

/** Who may use this dashboard. */
export default function MembersScreen() {
  const { session } = useServices();
  const state = session.state.value;
  if (state.kind !== 'signed_in') return null;
  const { email, role, organization } = state.member;
  return (
    <Page title="Members" about={`People who act for ${organization.name}.`}>
      <section class="card" aria-label="Members">
        <table class="fold">
          <caption class="sr">Members</caption>
          <thead>
            <tr>
              <th scope="col">E-mail</th>
              <th scope="col">Role</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{email}</th>
              <td data-l="Role">{role}</td>
            </tr>
          </tbody>
        </table>
      </section>
    </Page>
  );
}
