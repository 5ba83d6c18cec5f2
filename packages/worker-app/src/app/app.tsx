import { type LoadingHost, LoadingProvider } from '@firsthandapi/ui';
import { ErrorBoundary, LocationProvider, lazy, Route, Router } from 'preact-iso';
import { FeedScreen } from '../screens/feed-screen.tsx';
import { JobScreen } from '../screens/job-screen.tsx';
import { NotFoundScreen } from '../screens/not-found-screen.tsx';
import { OnboardingScreen } from '../screens/onboarding-screen.tsx';
import { SignInScreen } from '../screens/sign-in-screen.tsx';
import { type Services, ServicesProvider, useServices } from '../services/services.ts';
import { t } from '../text/texts.ts';
import { TabBar } from './tab-bar.tsx';
import { UpdateNotice } from './update-notice.tsx';

// What is not needed to see the first jobs is loaded later, and precached.
const CaptureScreen = lazy(() => import('../screens/capture-screen.tsx'));
const OutboxScreen = lazy(() => import('../screens/outbox-screen.tsx'));
const ResultsScreen = lazy(() => import('../screens/results-screen.tsx'));
const EarningsScreen = lazy(() => import('../screens/earnings-screen.tsx'));
const TrustScreen = lazy(() => import('../screens/trust-screen.tsx'));
const AccountScreen = lazy(() => import('../screens/account-screen.tsx'));

/** The app. */
export function App({ services }: { readonly services: Services }) {
  return (
    <ServicesProvider value={services}>
      <LoadingProvider value={loadingHostOf(services)}>
        <a class="skip" href="#main">
          {t.skip}
        </a>
        <LocationProvider scope="/worker/">
          <ErrorBoundary>
            <Screens />
          </ErrorBoundary>
        </LocationProvider>
        <UpdateNotice />
      </LoadingProvider>
    </ServicesProvider>
  );
}

function loadingHostOf({ cache, now, session }: Services): LoadingHost {
  return { cache, now, onSignedOut: () => session.ended(), texts: t };
}

function Screens() {
  const { session } = useServices();
  const state = session.state.value;
  if (state.kind === 'loading') return <main class="w-main" id="main" aria-busy="true" />;
  if (state.kind === 'signed_out') return <SignInScreen />;
  if (state.kind === 'onboarding') return <OnboardingScreen worker={state.worker} />;
  return (
    <>
      <TabBar />
      <Router>
        <Route path="/worker/" component={FeedScreen} />
        <Route path="/worker/jobs/:id" component={JobScreen} />
        <Route path="/worker/jobs/:id/capture" component={CaptureScreen} />
        <Route path="/worker/outbox" component={OutboxScreen} />
        <Route path="/worker/results" component={ResultsScreen} />
        <Route path="/worker/earnings" component={EarningsScreen} />
        <Route path="/worker/trust" component={TrustScreen} />
        <Route path="/worker/account" component={AccountScreen} />
        <Route default component={NotFoundScreen} />
      </Router>
    </>
  );
}
