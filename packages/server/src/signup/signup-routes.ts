import { confirmEmail, type Instant } from '@firsthandapi/engine';
import { type Routes, sendJson, sendPage } from '../host/route-table.ts';
import type { Transact } from '../host/transact-in-time.ts';
import { cardPage } from '../pages/card-page.ts';
import { escapeHtml } from '../pages/escape-html.ts';
import type { SignupGate } from './signup-gate.ts';

export interface SignupRoutesDependencies {
  readonly gate: SignupGate;
  readonly now: () => Instant;
  readonly transact: Transact;
}

/**
 * Routes around signup: the challenge of a proof of work, and the page that a confirmation mail links to. The page has a
 * button, because programs that check mail open every link.
 */
export function signupRoutes({ gate, now, transact }: SignupRoutesDependencies): Routes {
  return {
    '/signup/challenge': {
      async GET(_request, response) {
        if (!gate.needsProof) {
          sendJson(response, 404, { error: 'Signup needs no proof of work on this server' });
          return;
        }
        response.setHeader('Cache-Control', 'no-store');
        sendJson(response, 200, await gate.challenge(now()));
      },
    },
    '/signup/confirm': {
      GET: (_request, response, url) => sendPage(response, 200, formOf(url)),
      async POST(_request, response, url) {
        const { organization, token } = partsOf(url);
        const isConfirmed = await transact((work) => confirmEmail(work, organization, token));
        if (isConfirmed) sendPage(response, 200, CONFIRMED);
        else sendPage(response, 410, NOT_CONFIRMED);
      },
    },
  };
}

function partsOf({ searchParams }: URL) {
  return {
    organization: (searchParams.get('organization') ?? '').slice(0, 64),
    token: (searchParams.get('token') ?? '').slice(0, 128),
  };
}

function formOf(url: URL): string {
  const query = new URLSearchParams(partsOf(url)).toString();
  return cardPage(
    'Confirm your e-mail address',
    `<form method="post" action="/signup/confirm?${escapeHtml(query)}"><button>Confirm</button></form>`,
  );
}

const CONFIRMED = cardPage('Confirmed', '<p>Your free credits are ready.</p>');
const NOT_CONFIRMED = cardPage(
  'This link is no longer valid',
  '<p>It was used, has expired, or is for another address.</p>',
);
