import { Brand, Icon, type IconName } from '@firsthandapi/ui';
import { useLocation } from 'preact-iso';
import { useServices } from '../services/services.ts';

const PLACES: readonly (readonly [href: string, icon: IconName, label: string])[] = [
  ['/dashboard/', 'star', 'Overview'],
  ['/dashboard/jobs', 'camera', 'Jobs'],
  ['/dashboard/keys', 'key', 'API Keys'],
  ['/dashboard/webhooks', 'outbox', 'Webhooks'],
  ['/dashboard/usage', 'clock', 'Usage'],
  ['/dashboard/billing', 'wallet', 'Billing'],
  ['/dashboard/members', 'user', 'Members'],
  ['/dashboard/audit', 'info', 'Audit log'],
  ['/dashboard/privacy', 'shield', 'Privacy'],
  ['/dashboard/settings', 'lock', 'Settings'],
];

/** The places of the dashboard; on a phone behind the menu button. */
export function SideBar() {
  const { path } = useLocation();
  const { session } = useServices();
  const state = session.state.value;
  const organization = state.kind === 'signed_in' ? state.member.organization : undefined;
  return (
    <nav class="d-side" id="side" popover="auto" aria-label="Main">
      <a class="brand" href="/dashboard/">
        <Brand />
      </a>
      <p class="org">
        <span class="ava" aria-hidden="true">
          {organization?.name.slice(0, 2).toUpperCase()}
        </span>
        <span class="cut">{organization?.name}</span>
      </p>
      <ul>
        {PLACES.map(([href, icon, label]) => (
          <li key={href}>
            <a href={href} {...(isCurrent(path, href) && { 'aria-current': 'page' as const })}>
              <Icon name={icon} />
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function isCurrent(path: string, href: string): boolean {
  // The router's path has no slash at its end.
  return href === '/dashboard/' ? path === '/dashboard' : path.startsWith(href);
}
