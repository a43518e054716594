import type { Project } from '../project/project.ts';
import type { HeldColumn } from './pass/heldColumn.ts';

/*
 * Columns and links that the last computations read stay in memory as long as there is room, so that an edited
 * definition is computed without reading the project again. They go with the project when it is closed.
 */

/** Enough for all that the shipped definitions read of one year with 10.5 million people. */
const MOST_BYTES = 1024 ** 3;

export type Kept = HeldColumn | { readonly kind: 'link'; readonly values: Int32Array };

export interface ColumnMemory {
  get(key: string): Kept | undefined;
  set(key: string, kept: Kept): void;
}

/** Keeps what was used last; what has not been used for longest goes first. */
export function columnMemory(mostBytes: number = MOST_BYTES): ColumnMemory {
  const held = new Map<string, Kept>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= held.get(key)?.values.byteLength ?? 0;
    held.delete(key);
  };
  return {
    get: (key) => {
      const kept = held.get(key);
      if (kept === undefined) return undefined;
      held.delete(key);
      held.set(key, kept);
      return kept;
    },
    set: (key, kept) => {
      drop(key);
      if (kept.values.byteLength > mostBytes) return;
      held.set(key, kept);
      bytes += kept.values.byteLength;
      for (const oldest of held.keys()) {
        if (bytes <= mostBytes) break;
        drop(oldest);
      }
    },
  };
}

const memories = new WeakMap<Project, ColumnMemory>();

export function memoryOf(project: Project): ColumnMemory {
  const known = memories.get(project) ?? columnMemory();
  memories.set(project, known);
  return known;
}
