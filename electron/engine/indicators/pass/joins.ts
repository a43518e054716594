import type { Join } from '../../../../shared/schemas/indicator.ts';
import { shifted, splitName } from './otherYears.ts';

/** A join of a definition with everything it goes through. */
export interface ResolvedJoin {
  /** The same for the same way through the registers, whatever a definition calls it. */
  readonly path: string;
  readonly register: string;
  readonly key: string;
  readonly many: boolean;
  readonly from: ResolvedJoin | null;
}
export type JoinMap = ReadonlyMap<string, ResolvedJoin>;

/**
 * Resolves joins in the order they stand; one may start only from an earlier one (checked beforehand). `offset`: of the
 * population's register from the year that is computed.
 */
export function resolveJoins(joins: readonly Join[], offset = 0): JoinMap {
  const resolved = new Map<string, ResolvedJoin>();
  for (const join of joins) {
    const from = join.from === undefined ? null : (resolved.get(join.from) ?? null);
    const many = join.many === true;
    const start = from === null ? offset : splitName(from.register).offset;
    const register = shifted(join.register, start - (join.yearsBack ?? 0));
    const path = `${from === null ? '' : `${from.path}/`}${many ? '*' : ''}${register}(${join.key})`;
    resolved.set(join.name, { path, register, key: join.key, many, from });
  }
  return resolved;
}
