import { describe } from 'vitest';
import { describeRequestContext } from '../test/request-context-suite.ts';
import { webhookHandler } from './astro.ts';

describe('webhookHandler for Astro', () => describeRequestContext(webhookHandler));
