import type { PlannedStep, WorldState } from '../../src/window/protocol.ts';
import { countText, durationText, shortId } from './text.ts';

const STEPS: Readonly<Record<string, string>> = {
  'simulation.accept': 'a worker accepts',
  'simulation.take_over': 'another worker takes over',
  'simulation.flag': 'a worker flags the job',
  'webhook.deliver': 'webhook attempt',
  'job.deadline': 'deadline of the job',
  'privacy.export': 'data export',
  'privacy.erase': 'erasure',
};

/** Describes a step: `a worker uploads file 3`. */
export function stepText({ kind, slot }: PlannedStep): string {
  const number = slot === null ? '' : ` ${slot + 1}`;
  // Steps that draw the next one after them are named `…_next`.
  if (/^simulation\.hand_in(_next)?$/.test(kind)) return `a worker uploads file${number}`;
  if (/^simulation\.score(_next)?$/.test(kind)) return `file${number} is scored`;
  return STEPS[kind] ?? kind.replaceAll(/[._]/g, ' ');
}

/** Says what a world does next: `Next: a worker uploads file 3, in 4 s. Then 11 more steps.` */
export function planText(planned: WorldState['planned'], now: number): string {
  const [next] = planned.steps;
  if (next === undefined) return 'Nothing is due.';
  const wait = Date.parse(next.at) - now;
  const when = wait <= 0 ? 'now' : `in ${durationText(wait)}`;
  const more = planned.total - 1;
  const rest = more === 0 ? '' : ` Then ${countText(more, 'more step')}.`;
  return `Next: ${stepText(next)} (${shortId(next.subject)}), ${when}.${rest}`;
}
