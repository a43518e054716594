import { create } from 'zustand';
import type { Level } from '../../../shared/domain/areas/level.ts';
import type { AppError, Result } from '../../../shared/ipc/result.ts';
import { request } from '../connection/client.ts';
import { type AreaColumns, areaColumns, type AreaGeometry } from './areaColumns.ts';
import { type IndicatorTable, indicatorTable } from './indicatorTable.ts';
import { resetPointing } from './pointing.ts';

/** What the window shows: the areas of one level and year, with their geometry and indicator values as columns. */
export interface AreaData {
  readonly level: Level;
  readonly year: number;
  readonly areas: AreaColumns;
  /** Null where the project has no geometry for the level. */
  readonly geometry: AreaGeometry | null;
  readonly indicators: IndicatorTable;
  /** The same measures per municipality, aligned with `areas.municipalities`; null where there are none. */
  readonly municipalityValues: IndicatorTable | null;
}

interface AreasState {
  readonly status: 'none' | 'loading' | 'ready' | 'failed';
  readonly data: AreaData | null;
  readonly failure: AppError | null;
  /** The indicator that colours the map; an id of the catalogue. */
  readonly picked: string | null;
  readonly show: (level: Level, year: number) => Promise<void>;
  readonly pick: (indicator: string) => void;
  readonly forget: () => void;
}

async function load(level: Level, year: number): Promise<Result<AreaData>> {
  const [list, geometry, catalogue, values] = await Promise.all([
    request('areas.list', { level, year }),
    request('areas.geometry', { level, year }),
    request('indicators.catalogue', {}),
    request('indicators.values', { level, year }),
  ]);
  if (!list.ok) return list;
  if (!catalogue.ok) return catalogue;
  if (!values.ok) return values;
  const areas = areaColumns(list.data);
  const indicators = indicatorTable(catalogue.data.indicators, values.data);
  const municipalityValues = await municipalities(level, year, areas, indicators, catalogue.data.indicators);
  return {
    ok: true,
    data: { level, year, areas, geometry: geometry.ok ? geometry.data : null, indicators, municipalityValues },
  };
}

async function municipalities(
  level: Level,
  year: number,
  areas: AreaColumns,
  indicators: IndicatorTable,
  catalogue: Parameters<typeof indicatorTable>[0],
): Promise<IndicatorTable | null> {
  if (level === 'county' || level === 'nation') return null;
  if (level === 'municipality') return indicators;
  const [list, values] = await Promise.all([
    request('areas.list', { level: 'municipality', year }),
    request('indicators.values', { level: 'municipality', year }),
  ]);
  if (!list.ok || !values.ok) return null;
  const place = new Map(list.data.codes.map((code, at) => [code, at]));
  const order = areas.municipalities.map((municipality) => place.get(municipality.code) ?? -1);
  const aligned = (column: Float64Array): Float64Array<ArrayBuffer> =>
    Float64Array.from(order, (at) => column[at] ?? Number.NaN);
  return indicatorTable(catalogue, {
    ...values.data,
    values: values.data.values.map(aligned),
    n: values.data.n.map(aligned),
    numerator: values.data.numerator.map(aligned),
  });
}

let asked = 0;

export const useAreas = create<AreasState>()((set, get) => ({
  status: 'none',
  data: null,
  failure: null,
  picked: null,
  show: async (level, year) => {
    asked += 1;
    const mine = asked;
    set({ status: 'loading', failure: null });
    const answer = await load(level, year);
    if (mine !== asked) return;
    const before = get().data;
    if (!answer.ok) {
      resetPointing();
      set({ status: 'failed', data: null, failure: answer.error });
      return;
    }
    // Positions mean the same areas in another year of the same list, so what is chosen stays chosen.
    if (before?.areas.codes.join() !== answer.data.areas.codes.join()) resetPointing();
    const { columns } = answer.data.indicators;
    const picked = columns.some((column) => column.meta.id === get().picked)
      ? get().picked
      : ((columns.find((column) => column.meta.problemVariable) ?? columns[0])?.meta.id ?? null);
    set({ status: 'ready', data: answer.data, failure: null, picked });
  },
  pick: (indicator) => {
    set({ picked: indicator });
  },
  forget: () => {
    asked += 1;
    resetPointing();
    set({ status: 'none', data: null, failure: null, picked: null });
  },
}));
