import { WorldLog } from '../log/world-log.ts';
import type { FaultState } from '../world/fault.ts';
import type { WorldOptions } from '../world/world-options.ts';
import { Faults } from './faults.ts';
import { PlanBook, type PlanBookState } from './plan-book.ts';
import { TargetBook } from './target-book.ts';
import { type WebhookMode, WebhookModes } from './webhook-modes.ts';

/** What a test decides about a world, and what it left behind: everything that is not the service's own state. */
export interface WorldControls {
  readonly faults: Faults;
  readonly modes: WebhookModes;
  readonly plans: PlanBook;
  readonly targets: TargetBook;
  readonly log: WorldLog;
}

/** Decisions as plain JSON. Handlers and scripts are code, and stay with their world. */
export interface ControlsState {
  readonly faults: readonly FaultState[];
  readonly webhookMode: Required<WebhookMode>;
  readonly plans: PlanBookState;
}

export function createControls({ logLimit }: Pick<WorldOptions, 'logLimit'>): WorldControls {
  return {
    faults: new Faults(),
    modes: new WebhookModes(),
    plans: new PlanBook(),
    targets: new TargetBook(),
    log: new WorldLog(logLimit),
  };
}

export function captureControls({ faults, modes, plans }: WorldControls): ControlsState {
  return { faults: faults.list(), webhookMode: modes.state(), plans: plans.state() };
}

/** Puts decisions in the place of what was decided; the log begins anew. */
export function loadControls(controls: WorldControls, state: ControlsState): void {
  controls.faults.load(state.faults);
  controls.modes.set(state.webhookMode);
  controls.plans.load(state.plans);
  controls.log.clear();
}

/** As when the world began: its handlers and its script are forgotten too. */
export function resetControls(controls: WorldControls, beginning: ControlsState): void {
  controls.targets.clear();
  controls.plans.clear();
  loadControls(controls, beginning);
}
