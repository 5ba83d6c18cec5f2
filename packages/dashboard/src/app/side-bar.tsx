import { Brand, Icon, type IconName } from '@firsthandapi/ui';
import { useLocation } from 'preact-iso';
import { useServices } from '../services/services.ts';
import { usePermission } from '../services/use-permission.ts';

/** A place, with the scope that it needs, if any. */
type Place = readonly [href: string, icon: IconName, label: string, scope?: string];

const PLACES: readonly Place[] = [
  ['/dashboard/', 'star', 'Overview'],
  ['/dashboard/jobs', 'camera', 'Jobs', 'jobs:read'],
  ['/dashboard/keys', 'key', 'API Keys', 'keys:manage'],
  ['/dashboard/webhooks', 'outbox', 'Webhooks', 'webhooks:read'],
  ['/dashboard/usage', 'clock', 'Usage', 'usage:read'],
  ['/dashboard/billing', 'wallet', 'Billing', 'billing:read'],
  ['/dashboard/members', 'user', 'Members', 'members:read'],
  ['/dashboard/audit', 'info', 'Audit log', 'audit:read'],
  ['/dashboard/privacy', 'shield', 'Privacy'],
  ['/dashboard/settings', 'lock', 'Settings'],
];

/** The places of the dashboard; on a phone behind the menu button. */
export function SideBar() {
  const { path } = useLocation();
  const { session } = useServices();
  const state = session.state.value;
  const organization = state.kind === 'signed_in' ? state.signedIn.organization : undefined;
  const isGranted = usePermission();
  const places = PLACES.filter(([, , , scope]) => scope === undefined || isGranted(scope));
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
        {places.map(([href, icon, label]) => (
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
