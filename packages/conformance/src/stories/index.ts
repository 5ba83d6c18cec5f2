import type { Story } from '../story.ts';
import { apiKeyStories } from './api-keys.ts';
import { billingStories } from './billing.ts';
import { everyOperation } from './every-operation.ts';
import { jobStories } from './jobs.ts';
import { organizationStories } from './organization.ts';
import { privacyStories } from './privacy.ts';
import { signupStories } from './signup.ts';
import { submissionStories } from './submissions.ts';
import { transportStories } from './transport.ts';
import { webhookStories } from './webhooks.ts';

/** Every story, in the order in which they are played. */
export const stories: readonly Story[] = [
  ...everyOperation,
  ...signupStories,
  ...jobStories,
  ...submissionStories,
  ...apiKeyStories,
  ...webhookStories,
  ...billingStories,
  ...organizationStories,
  ...privacyStories,
  ...transportStories,
];
