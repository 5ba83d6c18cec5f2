import { describe } from 'vitest';
import { describeRequestContext } from '../test/request-context-suite.ts';
import { webhookHandler } from './sveltekit.ts';

describe('webhookHandler for SvelteKit', () => describeRequestContext(webhookHandler));
