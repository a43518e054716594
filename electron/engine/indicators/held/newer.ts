import { isDeepStrictEqual } from 'node:util';
import type { IndicatorDefinition } from '../../../../shared/schemas/indicator.ts';
import type { Project } from '../../project/project.ts';
import { shippedDefinitions } from '../shipped.ts';
import { definitionsInUse } from './heldDefinitions.ts';

export interface Newer {
  readonly id: string;
  /** null for an indicator that the project does not have. */
  readonly present: IndicatorDefinition | null;
  readonly shipped: IndicatorDefinition;
}

/**
 * Shipped definitions that differ from what the project holds of them, or that it does not hold. A project from a later
 * version of the program, with a higher revision, is left alone. `keptOwn` are those that the analyst has made another of.
 */
export function newerShipped(project: Project): {
  readonly newer: readonly Newer[];
  readonly keptOwn: readonly string[];
} {
  const inUse = new Map(definitionsInUse(project).map((source) => [source.definition.id, source]));
  const newer: Newer[] = [];
  const keptOwn: string[] = [];
  for (const { definition: shipped } of shippedDefinitions()) {
    const { id } = shipped;
    const held = inUse.get(id);
    if (held?.own === true) keptOwn.push(id);
    else if (held === undefined) newer.push({ id, present: null, shipped });
    else if (held.definition.revision <= shipped.revision && !isDeepStrictEqual(held.definition, shipped))
      newer.push({ id, present: held.definition, shipped });
  }
  return { newer, keptOwn };
}
