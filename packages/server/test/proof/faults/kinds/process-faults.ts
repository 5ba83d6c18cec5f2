import type { Fault } from './fault.ts';

const databases = ['SQLite', 'PostgreSQL'] as const;

/** Faults of the server's own process. */
export const processFaults: readonly Fault[] = [
  {
    name: 'server killed',
    databases,
    refusesConnections: true,
    endsServers: true,
    async inject({ servers }, random) {
      await random.pick(servers)?.kill();
      return async () => {};
    },
  },
  {
    name: 'server paused',
    databases,
    refusesConnections: true,
    isPaused: true,
    async inject({ servers }, random) {
      const pid = random.pick(servers)?.pid ?? 0;
      process.kill(pid, 'SIGSTOP');
      return async () => void process.kill(pid, 'SIGCONT');
    },
  },
];
