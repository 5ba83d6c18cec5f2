import { describe } from 'vitest';
import { describeRequestContext } from '../test/request-context-suite.ts';
import { webhookHandler } from './remix.ts';

describe('webhookHandler for Remix and React Router', () => describeRequestContext(webhookHandler));
