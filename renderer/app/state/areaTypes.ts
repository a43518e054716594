import { MethodError } from '../../../shared/domain/assess/methodError.ts';
import { socioEconomicIndex } from '../../../shared/domain/assess/sei.ts';
import type { SeiMethod } from '../../../shared/schemas/method.ts';
import type { AreaData } from './areas.ts';

/** The socio-economic index that area types have been published by since 2021. */
export const PUBLISHED_SEI: SeiMethod = {
  version: 1,
  kind: 'sei',
  indicators: ['low-economic-standard', 'pre-upper-secondary', 'sei-assistance-or-unemployed'],
};

/** Area type 1-5 of every area by the socio-economic index as published, 0 without one; null where a part of it is not there. */
export function areaTypesOf({ indicators, areas }: Pick<AreaData, 'indicators' | 'areas'>): Uint8Array | null {
  const columns = PUBLISHED_SEI.indicators.flatMap((id) => indicators.byId.get(id)?.values ?? []);
  if (columns.length < PUBLISHED_SEI.indicators.length) return null;
  try {
    return socioEconomicIndex(PUBLISHED_SEI, areas.codes, columns).types;
  } catch (cause) {
    if (cause instanceof MethodError) return null;
    throw cause;
  }
}
