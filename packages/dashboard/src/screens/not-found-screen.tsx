import { Empty } from '@firsthandapi/ui';
import { Page } from '../page/page.tsx';

/** An address that leads nowhere. */
export function NotFoundScreen() {
  return (
    <Page title="This page does not exist">
      <Empty
        icon="info"
        title="Nothing is here"
        text="The address may be old, or belong to another environment."
      >
        <a class="btn" href="/dashboard/">
          Overview
        </a>
      </Empty>
    </Page>
  );
}
