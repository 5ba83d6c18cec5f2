import { Empty } from '@firsthandapi/ui';
import { Page } from '../page/page.tsx';
import { t } from '../text/texts.ts';

/** An address that leads nowhere. */
export function NotFoundScreen() {
  return (
    <Page title={t.notFound.title}>
      <Empty icon="info" title={t.notFound.title} text={t.notFound.text}>
        <a class="btn lg" href="/worker/">
          {t.notFound.home}
        </a>
      </Empty>
    </Page>
  );
}
