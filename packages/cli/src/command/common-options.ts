import type { Option } from './parse-arguments.ts';

/** The options of every command that calls the service. */
export const CONNECTION_OPTIONS: readonly Option[] = [
  {
    name: 'profile',
    value: '<name>',
    description: 'Use a profile that "firsthand login" has stored.',
  },
  {
    name: 'base-url',
    value: '<url>',
    description: 'Call another service, such as a sandbox or a server of your own.',
  },
];

/** The options of every command. */
export const COMMON_OPTIONS: readonly Option[] = [
  { name: 'json', description: 'Print JSON for programs: one object per line.' },
  { name: 'help', description: 'Show what the command does, its options and an example.' },
];
