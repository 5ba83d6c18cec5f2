export { ApiFailure, bodyOf } from './api/api-failure.ts';
export { timedFetch } from './api/timed-fetch.ts';
export {
  clockTime,
  countdown,
  date,
  distance,
  duration,
  fileSize,
  money,
  movement,
  relative,
} from './format/format.ts';
export { language, setLanguage } from './format/language.ts';
export { FailureNotice, LoadedView } from './loading/loaded-view.tsx';
export { type LoadingHost, LoadingProvider, type LoadingTexts } from './loading/loading-host.ts';
export { openReadCache, type ReadCache } from './loading/read-cache.ts';
export { type Loading, useLoaded } from './loading/use-loaded.ts';
export { useFocusOnEntry } from './page/use-focus-on-entry.ts';
export { usePageTitle } from './page/use-page-title.ts';
export { Brand } from './parts/brand.tsx';
export { Chip } from './parts/chip.tsx';
export { Dialog } from './parts/dialog.tsx';
export { Empty } from './parts/empty.tsx';
export { Field } from './parts/field.tsx';
export { Icon, type IconName } from './parts/icon.tsx';
export { Notice } from './parts/notice.tsx';
export { Skeleton } from './parts/skeleton.tsx';
export { SlotStrip } from './parts/slot-strip.tsx';
export { Stars } from './parts/stars.tsx';
export type { Tone } from './parts/tone.ts';
export { choosePasskey, hasPasskeys, makePasskey } from './passkeys/passkey-ceremonies.ts';
