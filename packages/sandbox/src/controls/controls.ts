import type { Captures } from '../log/captures.ts';
import { WorldLog } from '../log/world-log.ts';
import type { FaultState } from '../world/fault.ts';
import type { WebhookMode } from '../world/webhook-mode.ts';
import { Faults } from './faults.ts';
import { PlanBook, type PlanBookState } from './plan-book.ts';
import { TargetBook } from './target-book.ts';
import { WebhookModes } from './webhook-modes.ts';

/** What a test decides about a world, and its log: everything that is not the service's own state. */
export interface WorldControls {
  readonly faults: Faults;
  readonly modes: WebhookModes;
  readonly plans: PlanBook;
  readonly targets: TargetBook;
  readonly log: WorldLog;
}

/** Controls as plain JSON. Handlers and scripts are code and are not part of it. */
export interface ControlsState {
  readonly faults: readonly FaultState[];
  readonly webhookMode: Required<WebhookMode>;
  readonly plans: PlanBookState;
}

/**
 * Creates the controls of a new world. `logLimit` is the number of entries that its log keeps; `captures` returns where
 * messages are kept, while a window shows them.
 */
export function createControls(
  logLimit: number | undefined,
  captures: () => Captures | undefined,
): WorldControls {
  return {
    faults: new Faults(),
    modes: new WebhookModes(),
    plans: new PlanBook(),
    targets: new TargetBook(),
    log: new WorldLog(logLimit, captures),
  };
}

/** Returns the controls as plain JSON. */
export function captureControls({ faults, modes, plans }: WorldControls): ControlsState {
  return { faults: faults.list(), webhookMode: modes.state(), plans: plans.state() };
}

/** Replaces the controls and clears the log. */
export function loadControls(controls: WorldControls, state: ControlsState): void {
  controls.faults.load(state.faults);
  controls.modes.set(state.webhookMode);
  controls.plans.load(state.plans);
  controls.log.clear();
}

/** Replaces the controls, removes handlers and script, and clears the log. */
export function resetControls(controls: WorldControls, beginning: ControlsState): void {
  controls.targets.clear();
  controls.plans.clear();
  loadControls(controls, beginning);
}
