import type { Output } from '../../shared/ipc/contract.ts';
import type { IndicatorDefinition } from '../../shared/schemas/indicator.ts';
import { inventedCatalogue } from './inventedCatalogue.ts';

type Details = Output<'indicators.details'>;

/** The page of a made-up indicator: changed once, with the values by the first version kept. */
export function inventedDetails(id: string, table: Output<'indicators.values'>): Details {
  const meta = inventedCatalogue.find((one) => one.id === id) ?? inventedCatalogue[0];
  if (meta === undefined) throw new RangeError('an empty catalogue');
  const { middle, spread, version: _version, ...described } = meta;
  const values = table.values[table.ids.indexOf(id)] ?? new Float64Array();
  const definition: IndicatorDefinition = {
    ...described,
    version: 1,
    revision: 2,
    reference: { time: { sv: '31 december', en: '31 December' }, carryYears: 0 },
    population: { register: 'person', where: { between: [20, 64], value: { variable: 'Alder' } } },
    measure: { kind: 'share', numerator: { in: ['1'], variable: 'UVAS' } },
    missing: 'leave-out',
  };
  const everyone = { register: 'person', where: { all: [] } };
  return {
    definition,
    file: 'egen.json',
    own: true,
    shipped: false,
    savedAt: null,
    comment: '',
    sourceYear: 2023,
    leftOut: 12,
    contributors: values.map(() => 600),
    standardErrors: values.map(() => spread / 10),
    women: null,
    men: null,
    series: [2022, 2023].map((year) => ({
      year,
      sourceYear: year,
      division: '2020',
      nation: middle,
      n: 500_000,
      women: Number.NaN,
      men: Number.NaN,
      lowerQuartile: middle - spread,
      median: middle,
      upperQuartile: middle + spread,
    })),
    earlier: [
      {
        definition: { ...definition, revision: 1, population: everyone },
        file: 'egen.json',
        savedAt: '2026-11-20T09:12:00Z',
        comment: '',
        values: values.map((value, area) => value + (area % 4 === 0 ? spread / 3 : 0)),
      },
    ],
  };
}
