import { signal } from '@preact/signals';
import { t } from '../text/texts.ts';

/** The new version that waits, once there is one. */
const waiting = signal<ServiceWorker | null>(null);

/** Registers the service worker, and notices when a newer one waits. */
export async function registerServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.register('/worker/service-worker.js');
  const note = () => {
    // Without a controller it is the first version: there is nothing to update.
    if (navigator.serviceWorker.controller !== null) waiting.value = registration.waiting;
  };
  note();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', note);
  });
}

/** Offers the new version. The person decides when: a recording must not end by a reload. */
export function UpdateNotice() {
  const worker = waiting.value;
  if (worker === null) return null;
  const load = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
      once: true,
    });
    worker.postMessage('activate');
  };
  return (
    <div class="toast update" role="status">
      <span>{t.update.text}</span>
      <button type="button" class="link" onClick={load}>
        {t.update.button}
      </button>
    </div>
  );
}
