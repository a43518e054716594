import type { Handlers } from '../../electron/main/ipc/router.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { bentTiling } from './bentTiling.ts';
import { countryHandlers } from './countryEngine.ts';

/*
 * As many areas as a finer division has (6 160 DeSO), with made-up codes and borders that tile, behind the contract: what the tuning screen is
 * measured on beside RegSO. The indicators are those of the country.
 */

const PER_MUNICIPALITY = 22;
const MUNICIPALITIES_PER_COUNTY = 14;

export function manyAreasHandlers(columns: number, rows: number): Handlers {
  const base = countryHandlers();
  const count = columns * rows;
  const each = <T>(of: (area: number) => T): T[] => Array.from({ length: count }, (_none, area) => of(area));
  const municipality = (area: number): number => Math.floor(area / PER_MUNICIPALITY);
  const county = (area: number): number => Math.floor(municipality(area) / MUNICIPALITIES_PER_COUNTY);
  const code = (area: number): string =>
    `${String(60 + county(area))}${String(municipality(area) % MUNICIPALITIES_PER_COUNTY).padStart(2, '0')}`;
  const population = generator(1, 'many areas');
  const list: Output<'areas.list'> = {
    level: 'regso',
    codes: each((area) => `${code(area)}C${String(area).padStart(4, '0')}`),
    names: each((area) => `Område ${String(area + 1)}`),
    municipalityCodes: each(code),
    municipalityNames: each((area) => `Kommun ${code(area)}`),
    countyCodes: each((area) => String(60 + county(area))),
    countyNames: each((area) => `Län ${String(60 + county(area))}`),
    population: Float64Array.from(each(() => 700 + Math.floor(2000 * population.uniform()))),
  };
  const common = generator(2, 'many areas');
  const levels = each(() => common.normal());
  const ids = [...inventedIds(base)];
  const values = ids.map((id) => {
    const random = generator(3, `many areas/${id}`);
    return Float64Array.from(levels, (level) => 20 + 5 * (0.75 * level + 0.6 * random.normal()));
  });
  return {
    ...base,
    'areas.list': () => list,
    'areas.geometry': () => {
      const { coordinates, ringStart, ringArea, bounds } = bentTiling(columns, rows);
      const [left, bottom, right, top] = bounds;
      return {
        coordinates: Float64Array.from(coordinates),
        ringStart: Uint32Array.from(ringStart),
        ringArea: Uint32Array.from(ringArea),
        bounds: [left, bottom, right, top],
      };
    },
    'indicators.values': () => ({
      ids,
      values,
      n: values.map(() => list.population),
      numerator: values.map((column) => column.map(() => Number.NaN)),
      nation: Float64Array.from(ids, () => 20),
    }),
  };
}

function inventedIds(base: Handlers): readonly string[] {
  const answer = base['indicators.catalogue']?.({}) as Output<'indicators.catalogue'>;
  return answer.indicators.map(({ id }) => id);
}
