import type { RegisterYear } from '../../store/columns.ts';
import type { DefinitionSource } from '../problem.ts';
import type { State } from './accumulator.ts';
import type { ColumnShape } from './heldColumn.ts';
import type { Piece } from './pieces.ts';
import type { Base } from './places.ts';
import type { Memory } from './world.ts';

/*
 * What the thread that asks and those that help it say to each other. Both compute at length without coming back to
 * their event loops, so they look for messages themselves and are woken by shared integers.
 */

/** A block of a program: the program's position among all of the world's, and its rows. */
export interface Unit {
  readonly program: number;
  readonly first: number;
  readonly rows: number;
}

/** Everything that a thread needs to make the same programs and run any block of them. */
export interface ThreadJob {
  /** Tells the jobs of a team apart: what belongs to another one comes too late and is not looked at. */
  readonly shift: number;
  readonly year: number;
  readonly bases: readonly Base[];
  readonly sources: readonly DefinitionSource[];
  readonly shapes: ReadonlyMap<string, ColumnShape>;
  readonly memory: Memory;
  readonly control: Int32Array;
}

/** A unit to be computed, with what has to be unpacked into memory before it can. */
export interface ThreadTask {
  readonly shift: number;
  readonly position: number;
  readonly unit: Unit;
  readonly pieces: readonly Piece[];
}

export type ThreadAnswer =
  /** The programs are made: tasks may come. */
  | { readonly type: 'ready'; readonly shift: number }
  | { readonly type: 'done'; readonly shift: number; readonly position: number; readonly states: readonly State[] }
  /** The kind of error and where in the code, never its message, which may hold data. */
  | { readonly type: 'fault'; readonly shift: number; readonly fault: string };

/** The shared integers: goes up with every task; with every answer; with every frame computed; 1 to stop. */
export const TASKS = 0;
export const ANSWERS = 1;
export const FRAMES = 2;
export const STOPPED = 3;

export const newControl = (): Int32Array => new Int32Array(new SharedArrayBuffer(16));

export const wake = (control: Int32Array, which: number): void => {
  Atomics.add(control, which, 1);
  Atomics.notify(control, which);
};

/** Registers with fewer rows than this in all are done before a thread has started. */
const WORTH_A_THREAD = 2_000_000;

export const isWorthThreads = (registers: readonly RegisterYear[]): boolean =>
  registers.reduce((sum, { rows }) => sum + rows, 0) >= WORTH_A_THREAD;
