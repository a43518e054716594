import type { MethodError } from '../../../shared/domain/assess/methodError.ts';
import {
  carryOutRound,
  type Round,
  type RoundOutcome,
  type RoundsPlan,
} from '../../../shared/domain/groups/choosing/rounds.ts';
import { divider, type Found } from '../../../shared/domain/groups/divide.ts';

/** One piece of work on the points of the setup, the same in any thread. */
export type GroupTask = { readonly kind: 'divide'; readonly k: number } | Round;
export type GroupOutcome = { readonly kind: 'divide'; readonly found: Found } | RoundOutcome;

export type ToGroupThread =
  | { readonly kind: 'setup'; readonly setup: RoundsPlan }
  | { readonly kind: 'task'; readonly at: number; readonly task: GroupTask };
export interface FromGroupThread {
  readonly at: number;
  readonly outcome?: GroupOutcome;
  /** A MethodError by its parts, since its class is lost between threads. */
  readonly fault?: Pick<MethodError, 'where' | 'key' | 'parameters'>;
}

/** Carries out tasks of one setup; what several divisions share (Ward's tree, the distances) is kept between them. */
export function carryOut(setup: RoundsPlan): (task: GroupTask, check: () => void) => GroupOutcome {
  let divide: ReturnType<typeof divider> | undefined;
  return (task, check) => {
    if (task.kind !== 'divide') return carryOutRound(setup, task, check);
    divide ??= divider(setup.points, setup.by);
    return { kind: 'divide', found: divide(task.k, check) };
  };
}
