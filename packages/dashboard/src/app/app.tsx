import { type LoadingHost, LoadingProvider } from '@firsthandapi/ui';
import { ErrorBoundary, LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import { InvitationScreen } from '../door/invitation-screen.tsx';
import { SignInScreen } from '../door/sign-in-screen.tsx';
import { NotFoundScreen } from '../screens/not-found-screen.tsx';
import { OverviewScreen } from '../screens/overview-screen.tsx';
import { ProofDialog } from '../security/proof-dialog.tsx';
import { type Services, ServicesProvider, useServices } from '../services/services.ts';
import { SideBar } from './side-bar.tsx';
import { TopBar } from './top-bar.tsx';

const JobsScreen = lazy(() => import('../screens/jobs-screen.tsx'));
const NewJobScreen = lazy(() => import('../screens/new-job-screen.tsx'));
const JobScreen = lazy(() => import('../screens/job-screen.tsx'));
const KeysScreen = lazy(() => import('../screens/keys-screen.tsx'));
const WebhooksScreen = lazy(() => import('../screens/webhooks-screen.tsx'));
const UsageScreen = lazy(() => import('../screens/usage-screen.tsx'));
const BillingScreen = lazy(() => import('../screens/billing-screen.tsx'));
const MembersScreen = lazy(() => import('../screens/members-screen.tsx'));
const AuditScreen = lazy(() => import('../screens/audit-screen.tsx'));
const PrivacyScreen = lazy(() => import('../screens/privacy-screen.tsx'));
const SecurityScreen = lazy(() => import('../screens/security-screen.tsx'));
const SettingsScreen = lazy(() => import('../screens/settings-screen.tsx'));

/** The dashboard. */
export function App({ services }: { readonly services: Services }) {
  return (
    <ServicesProvider value={services}>
      <LoadingProvider value={loadingHostOf(services)}>
        <a class="skip" href="#main">
          Skip to content
        </a>
        <LocationProvider scope="/dashboard/">
          <ErrorBoundary>
            <Screens />
          </ErrorBoundary>
        </LocationProvider>
      </LoadingProvider>
    </ServicesProvider>
  );
}

function loadingHostOf({ now, session }: Services): LoadingHost {
  return { cache: undefined, now, onSignedOut: () => session.ended(), texts: TEXTS };
}

const TEXTS: LoadingHost['texts'] = {
  tryAgain: 'Try again',
  failed: {
    title: (what) => `${what} could not be loaded`,
    noConnection: 'Our server did not answer.',
    other: (message) => `${message}.`,
    requestId: (id) => `Request ${id}`,
  },
  stale: {
    title: 'Live updates paused',
    text: (when) => `What you see is from ${when}. Trying again.`,
  },
};

function Screens() {
  const { session } = useServices();
  const { path } = useLocation();
  const state = session.state.value;
  if (path === '/dashboard/invitation') return <InvitationScreen />;
  if (state.kind === 'loading') return <main id="main" aria-busy="true" />;
  if (state.kind === 'signed_out') return <SignInScreen />;
  return (
    <div class="d">
      <ProofDialog />
      <SideBar />
      <div>
        <TopBar />
        <Router>
          <Route path="/dashboard/" component={OverviewScreen} />
          <Route path="/dashboard/jobs" component={JobsScreen} />
          <Route path="/dashboard/jobs/new" component={NewJobScreen} />
          <Route path="/dashboard/jobs/:id" component={JobScreen} />
          <Route path="/dashboard/keys" component={KeysScreen} />
          <Route path="/dashboard/webhooks" component={WebhooksScreen} />
          <Route path="/dashboard/usage" component={UsageScreen} />
          <Route path="/dashboard/billing" component={BillingScreen} />
          <Route path="/dashboard/members" component={MembersScreen} />
          <Route path="/dashboard/audit" component={AuditScreen} />
          <Route path="/dashboard/privacy" component={PrivacyScreen} />
          <Route path="/dashboard/settings" component={SettingsScreen} />
          <Route path="/dashboard/settings/security" component={SecurityScreen} />
          <Route default component={NotFoundScreen} />
        </Router>
      </div>
    </div>
  );
}
