import type { AreaData } from '../../../app/state/areas.ts';
import type { IndicatorColumn } from '../../../app/state/indicatorTable.ts';

/** One indicator for one area, with what it is compared with. NaN where there is nothing. */
export interface Compared {
  readonly area: number;
  readonly municipality: number;
  readonly nation: number;
  readonly n: number;
}

/** `area` -1 gives the nation alone. At municipality level an area is its own municipality, which is then left out. */
export function compared(data: AreaData, column: IndicatorColumn, area: number): Compared {
  const municipality = data.level === 'municipality' ? -1 : (data.areas.municipalityOf[area] ?? -1);
  return {
    area: column.values[area] ?? Number.NaN,
    municipality: data.municipalityValues?.byId.get(column.meta.id)?.values[municipality] ?? Number.NaN,
    nation: column.nation,
    n: column.n[area] ?? Number.NaN,
  };
}
