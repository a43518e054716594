import type { Output } from '../../shared/ipc/contract.ts';
import { generator } from '../../shared/domain/random/generator.ts';

type Report = Output<'data.quality'>;
type Column = Report['columns'][number];
type Register = Output<'data.registers'>['registers'][number];

const BINS = 30;

/** A quality report with problems of every kind, about an invented register. */
export function inventedQuality(register: Register, year: number): Report {
  const random = generator(5, 'quality');
  const own = register.years.find((one) => one.year === year);
  const kept = own?.rows ?? 0;
  const earlier = register.years.some((one) => one.year < year);
  const before = (count: number): number | null =>
    earlier ? Math.round(count * (0.8 + 0.4 * random.uniform())) : null;
  const columns = register.columns.map((column, at): Column => {
    const missing = column.missing.at(-1) ?? 0;
    const distribution: Column['distribution'] =
      column.type === 'key'
        ? { kind: 'keys' }
        : column.type === 'integer' || column.type === 'decimal'
          ? {
              kind: 'numbers',
              minimum: 0,
              maximum: 100,
              mean: 41.2,
              quantiles: { p1: 1, p5: 4, p10: 9, p25: 21, p50: 40, p75: 60, p90: 76, p95: 83, p99: 94 },
              quantilesBefore: null,
              bins: Array.from({ length: BINS }, (_, i) => {
                const count = Math.round(kept * Math.exp(-(((i - 12) / 9) ** 2)) * (0.9 + 0.2 * random.uniform()));
                return { from: i, to: i + 1, count, countBefore: before(count) };
              }),
            }
          : {
              kind: 'categories',
              distinct: 7,
              codes: Array.from({ length: 7 }, (_, i) => {
                const count = Math.round((kept * (7 - i)) / 30);
                return { code: String(i + 1), label: i === 0 ? 'man' : null, count, countBefore: before(count) };
              }),
              others: { codes: 0, count: 0, countBefore: earlier ? 0 : null },
            };
    return {
      variable: column.name,
      source: column.name,
      type: column.type,
      missing,
      missingShare: kept === 0 ? 0 : missing / kept,
      missingShareBefore: earlier ? 0.02 : null,
      refused: [],
      pseudonymised: at === 0,
      distribution,
      drift:
        earlier && distribution.kind !== 'keys'
          ? {
              missing: 0.01,
              psi: at === 8 ? 0.41 : 0.02 * (at % 4),
              distance: 0.03,
              location: null,
              spread: null,
              newCodes: null,
              vanishedCodes: null,
              coding: null,
            }
          : null,
    };
  });
  const place = { file: `${register.register}_${String(year)}.csv`, line: 318, column: null };
  const finding = (more: Partial<Report['findings'][number]>): Report['findings'][number] => ({
    rule: 'missing',
    variable: null,
    subject: null,
    rows: 12,
    observed: 0.3,
    above: 0.1,
    state: 'warn',
    source: 'default',
    places: [],
    ...more,
  });
  return {
    version: 1,
    register: register.register,
    year,
    importedAt: '2026-11-20T09:12:00Z',
    files: [],
    rows: { read: kept + 12, kept, refused: 12 },
    refused: [
      { rule: 'fields', column: null, count: 2, places: [place] },
      { rule: 'range', column: 'Alder', count: 7, places: [{ ...place, column: 'Alder' }] },
      { rule: 'area', column: 'DeSO', count: 3, places: [] },
    ],
    columns,
    key: { variables: ['LopNr'], duplicates: 0 },
    links: [
      { variable: 'HushallLopNr', register: 'hushall', to: 'HushallLopNr', checked: true, orphans: 341, share: 0.0007 },
    ],
    areas: [
      {
        variable: 'DeSO',
        level: 'deso',
        version: '2020',
        unknownRows: 17,
        unknownCodes: [],
        otherVersionRows: 204,
        otherVersions: [],
        otherDivision: { codes: 0, rows: 0 },
        missingDivision: null,
        emptyAreas: 3,
      },
    ],
    population: {
      version: '2020',
      nation: { known: 501_200, counted: kept, difference: (kept - 501_200) / 501_200 },
      municipalities: Array.from({ length: 290 }, (_, at) => {
        const difference = 0.008 * random.normal();
        return {
          code: `60${String(at).padStart(2, '0')}`.slice(0, 4),
          name: `Kommun ${String(at + 1)}`,
          known: 1728,
          counted: Math.round(1728 * (1 + difference)),
          difference,
        };
      }).map((one, at) => ({ ...one, code: String(6000 + at) })),
    },
    comparison: earlier
      ? { year: year - 1, newColumns: ['UVAS'], vanishedColumns: [], changedOrder: [], changedTypes: [] }
      : null,
    findings: [
      finding({ rule: 'distribution-drift', variable: 'Sun2020Niva_old', observed: 0.41, above: 0.25 }),
      finding({ rule: 'missing-drift', variable: 'Sun2020Niva_old', observed: 0.06, above: 0.05 }),
      finding({
        rule: 'orphan',
        variable: 'HushallLopNr',
        subject: 'hushall',
        rows: 341,
        observed: 0.0007,
        above: 0.0005,
      }),
      finding({ rule: 'refused-rows', rows: 12, observed: 0.000024, above: 0.00001, state: 'stop' }),
      finding({ rule: 'population-nation', observed: 0.002, above: 0.01, state: 'ok' }),
    ],
  };
}
