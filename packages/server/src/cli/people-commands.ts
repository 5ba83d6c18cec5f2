import { readConfiguration } from '../configuration.ts';
import { appealsCommand } from '../operator/appeals.ts';
import { payoutsCommand } from '../operator/payouts.ts';
import { reviewsCommand } from '../operator/reviews.ts';
import { workersCommand } from '../operator/workers.ts';
import type { Command } from './command.ts';

/** The commands for the people who work: how they are rated and paid, what they object to, whether they may work. */
export const peopleCommands: Readonly<Record<string, Command>> = {
  appeals: {
    takes: '[list [--status <status>] | decide <submission> upheld|overturned --by … --answer …]',
    help: 'list the appeals of workers, those that are due first, or decide one; --json',
    run: async (environment, parameters, say) =>
      say(await appealsCommand(readConfiguration(environment), parameters)),
  },
  reviews: {
    takes: '[list | decide <submission> --stars <1-5> --by … --reason …]',
    help: 'list the files that wait for a person to rate them, or rate one; --json',
    run: async (environment, parameters, say) =>
      say(await reviewsCommand(readConfiguration(environment), parameters)),
  },
  payouts: {
    takes: '[list | export | paid <payout> --reference … --by … | returned <payout> --by …]',
    help: 'list payouts, export those to be paid as CSV, or note how one ended; --json',
    run: async (environment, parameters, say) =>
      say(await payoutsCommand(readConfiguration(environment), parameters)),
  },
  workers: {
    takes: 'suspend <worker> --reason … --by … | reinstate <worker> --by …',
    help: 'suspend a worker, or end a suspension; --json',
    run: async (environment, parameters, say) =>
      say(await workersCommand(readConfiguration(environment), parameters)),
  },
};
