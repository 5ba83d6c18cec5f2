import { useLocation } from 'preact-iso';

const PLACES = [
  ['/dashboard/settings', 'Organization'],
  ['/dashboard/settings/security', 'Security'],
] as const;

/** The two halves of the settings: what all members share, and what is one's own. */
export function SettingsPlaces() {
  const { path } = useLocation();
  return (
    <nav class="places" aria-label="Settings">
      {PLACES.map(([href, label]) => (
        <a key={href} href={href} {...(path === href && { 'aria-current': 'page' as const })}>
          {label}
        </a>
      ))}
    </nav>
  );
}
