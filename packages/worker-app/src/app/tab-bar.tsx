import { Brand, Icon, type IconName } from '@firsthandapi/ui';
import { useLocation } from 'preact-iso';
import { outboxSummary } from '../outbox/outbox-summary.ts';
import { useServices } from '../services/services.ts';
import { t } from '../text/texts.ts';

/** The four places of the app: at the bottom on a phone, at the top on wider screens. */
export function TabBar() {
  const { path } = useLocation();
  const { outbox } = useServices();
  const { files } = outboxSummary(outbox.items.value);
  // The camera has the whole screen.
  if (path.endsWith('/capture')) return null;
  const tabs: readonly (readonly [href: string, icon: IconName, label: string])[] = [
    ['/worker/', 'camera', t.tabs.jobs],
    ['/worker/outbox', 'outbox', t.tabs.outbox],
    ['/worker/results', 'star', t.tabs.results],
    ['/worker/earnings', 'wallet', t.tabs.earnings],
  ];
  return (
    <nav class="tabbar" aria-label={t.tabs.label}>
      <a class="brand" href="/worker/">
        <Brand />
      </a>
      {tabs.map(([href, icon, label]) => (
        <a
          key={href}
          href={href}
          {...(isCurrent(path, href) && { 'aria-current': 'page' as const })}
        >
          <Icon name={icon} />
          <span>{label}</span>
          {href === '/worker/outbox' && files > 0 && (
            <span class="count">
              {files}
              <span class="sr"> {t.toSend}</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  );
}

function isCurrent(path: string, href: string): boolean {
  // The router's path has no slash at its end.
  if (href === '/worker/') return path === '/worker' || path.startsWith('/worker/jobs/');
  return path.startsWith(href);
}
