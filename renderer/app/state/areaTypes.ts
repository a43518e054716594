import { MethodError } from '../../../shared/domain/assess/methodError.ts';
import { socioEconomicIndex } from '../../../shared/domain/assess/sei.ts';
import type { AreaData } from './areas.ts';

/** The three shares that area types have been published by since 2021. */
const PUBLISHED = ['low-economic-standard', 'pre-upper-secondary', 'sei-assistance-or-unemployed'] as const;

/** Area type 1-5 of every area by the socio-economic index as published, 0 without one; null where a part of it is not there. */
export function areaTypesOf({ indicators, areas }: Pick<AreaData, 'indicators' | 'areas'>): Uint8Array | null {
  const columns = PUBLISHED.flatMap((id) => indicators.byId.get(id)?.values ?? []);
  if (columns.length < PUBLISHED.length) return null;
  try {
    return socioEconomicIndex({ version: 1, kind: 'sei', indicators: [...PUBLISHED] }, areas.codes, columns).types;
  } catch (cause) {
    if (cause instanceof MethodError) return null;
    throw cause;
  }
}
