import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type Labour, ownLabour } from './labour.ts';
import { threadLabour } from './threadLabour.ts';

/** Below this many bytes, starting threads costs more than they give. */
const WORTH_THREADS = 16_777_216;
const USUAL_THREADS = 2;

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Who reads these files: as many threads as asked for, but at most as there are processors. */
export function labourFor(paths: readonly string[], asked: number | undefined): Labour {
  const small = paths.reduce((sum, path) => sum + sizeOf(path), 0) < WORTH_THREADS;
  const threads = Math.min(asked ?? (small ? 0 : USUAL_THREADS), availableParallelism());
  return threads > 0 ? threadLabour(threads) : ownLabour();
}
