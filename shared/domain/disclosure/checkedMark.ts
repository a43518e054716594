/*
 * The mark of what has passed. Only the files of this folder that have themselves attacked or judged a table may give it
 * (test/unit/borders.test.ts says which).
 */

/** Which proof each admitted table was made by: tables of one proof were attacked together. */
const proofs = new WeakMap<object, object>();

/** Freezes the contents and marks them as checked together. */
export function admit<T extends object>(contents: readonly T[]): readonly T[] {
  const proof = {};
  for (const content of contents) proofs.set(frozen(content), proof);
  return contents;
}

export const isAdmitted = (value: object): boolean => proofs.has(value);

/** True for tables that were attacked together, as parts of one system. */
export function provenTogether(one: object, other: object): boolean {
  const proof = proofs.get(one);
  return proof !== undefined && proof === proofs.get(other);
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}
