import type { Handlers } from '../../electron/main/ipc/router.ts';
import { readMethodText } from '../../electron/engine/assessments/readMethodText.ts';
import { type Area, country } from '../../electron/engine/synth/country.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { UserError } from '../../shared/errors/errors.ts';
import { inventedCatalogue } from './inventedCatalogue.ts';
import { inventedScenarios } from './inventedScenarios.ts';
import { inventedHandlers, type InventedOptions } from './inventedEngine.ts';

/*
 * The made-up country's own borders and names behind the contract, with values drawn for 25 indicators with direction:
 * what the tuning screen is tried and measured on. Saved assessments live as long as the handlers.
 */

type Meta = Output<'indicators.catalogue'>['indicators'][number];

const EXTRA: readonly (readonly [id: string, factor: Meta['factor'], sv: string, middle: number, spread: number])[] = [
  ['crowded-children', 'crowding', 'Barn i trångbodda hushåll', 11, 7],
  ['assistance', 'benefits', 'Ekonomiskt bistånd någon gång', 4, 3],
  ['assistance-children', 'benefits', 'Barn i hushåll med bistånd', 6, 4],
  ['drug-crimes', 'crime', 'Anmälda narkotikabrott', 8, 5],
  ['suspected-young', 'crime', 'Misstänkta 15–20 år', 22, 12],
  ['passed-not', 'school', 'Ej godkända i alla ämnen', 24, 8],
  ['unemployed', 'work', 'Arbetslösa i arbetskraften', 7, 3],
  ['abstained', 'democracy', 'Röstade inte i något val', 14, 6],
  ['ill-health', 'health', 'Självskattad dålig hälsa', 6, 2],
];

const catalogue: readonly Meta[] = [
  ...inventedCatalogue.map(({ middle, spread, ...meta }): Meta => ({
    ...meta,
    exampleThreshold: meta.problemVariable ? Math.round(middle + meta.direction * 1.3 * spread) : null,
  })),
  ...EXTRA.map(([id, factor, sv]): Meta => ({
    id,
    version: 1,
    name: { sv, en: sv },
    note: { sv: 'Påhittad.', en: 'Made up.' },
    source: 'RTB',
    factor,
    direction: 1,
    unit: factor === 'crime' ? 'per1000' : 'percent',
    decimals: 1,
    problemVariable: false,
    exampleThreshold: null,
  })),
];
const middles = [...inventedCatalogue, ...EXTRA.map(([, , , middle, spread]) => ({ middle, spread }))];

let made: readonly Area[] | null = null;
const areas = (): readonly Area[] => {
  made ??= country(1);
  return made;
};

function list(): Output<'areas.list'> {
  const own = areas();
  return {
    level: 'regso',
    codes: own.map(({ code }) => code),
    names: own.map(({ name }) => name),
    municipalityCodes: own.map(({ municipality }) => municipality),
    municipalityNames: own.map(({ municipalityName }) => municipalityName),
    countyCodes: own.map(({ county }) => county),
    countyNames: own.map(({ countyName }) => countyName),
    population: Float64Array.from(own, ({ full }) => full),
  };
}

function geometry(): Output<'areas.geometry'> {
  const coordinates: number[] = [];
  const ringStart = [0];
  const ringArea: number[] = [];
  areas().forEach(({ rings }, area) => {
    for (const ring of rings) {
      for (const value of ring) coordinates.push(value);
      const [x = 0, y = 0] = ring;
      if (x !== ring.at(-2) || y !== ring.at(-1)) coordinates.push(x, y);
      ringStart.push(coordinates.length / 2);
      ringArea.push(area);
    }
  });
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let p = 0; p < coordinates.length; p += 2) {
    minX = Math.min(minX, coordinates[p] ?? minX);
    maxX = Math.max(maxX, coordinates[p] ?? maxX);
    minY = Math.min(minY, coordinates[p + 1] ?? minY);
    maxY = Math.max(maxY, coordinates[p + 1] ?? maxY);
  }
  return {
    coordinates: Float64Array.from(coordinates),
    ringStart: Uint32Array.from(ringStart),
    ringArea: Uint32Array.from(ringArea),
    bounds: [minX, minY, maxX, maxY],
  };
}

/** Deprivation is higher in towns, and higher still in some parts of the large ones. */
function values(): Output<'indicators.values'> {
  const own = areas();
  const deprived = generator(3, 'deprivation');
  const common = own.map(
    ({ outward, siblings }) => (siblings > 20 ? 0.9 : 0.5) * deprived.normal() + (outward < 0.8 ? 0.35 : -0.2),
  );
  const columns = catalogue.map((meta, at) => {
    const random = generator(at, 'country values');
    const { middle = 0, spread = 1 } = middles[at] ?? {};
    const sign = meta.direction === -1 ? -1 : 1;
    return Float64Array.from(common, (level) =>
      random.uniform() < 0.003
        ? Number.NaN
        : Math.max(0, middle + sign * spread * (0.75 * level + 0.6 * random.normal())),
    );
  });
  const people = Float64Array.from(own, ({ full }) => full);
  return {
    ids: catalogue.map(({ id }) => id),
    values: columns,
    n: columns.map(() => people),
    numerator: columns.map((column) => column.map(() => Number.NaN)),
    nation: Float64Array.from(middles, ({ middle }) => middle),
  };
}

/** The same with drug crimes that follow the land from end to end, and every seventh area worse off before 2023. */
function livelyValues(year: number): Output<'indicators.values'> {
  const given = values();
  const slope = given.ids.indexOf('drug-crimes');
  const shown = given.values.map((column, at) =>
    at === slope
      ? column.map((value, area) => value + area / 100)
      : column.map((value, area) =>
          year < 2023 && area % 7 === 0
            ? value + (catalogue[at]?.direction ?? 1) * 2 * (middles[at]?.spread ?? 1)
            : value,
        ),
  );
  return { ...given, values: shown };
}

/** Handlers for a project that is open, with the country in it; with `lively` years that differ and an indicator that clusters. */
export function countryHandlers(options: InventedOptions & { readonly lively?: boolean } = {}): Handlers {
  const saved = new Map<string, Output<'assessment.save'>>();
  const groupings = new Map<string, Output<'groups.save'>>();
  let next = 1;
  return {
    ...inventedHandlers({ ...options, open: true }),
    'areas.list': ({ level }) => {
      if (level !== 'regso') throw new UserError('refused', 'error.internal');
      return list();
    },
    'areas.geometry': () => geometry(),
    'indicators.catalogue': () => ({ indicators: [...catalogue] }),
    'indicators.values': ({ year }) => (options.lively === true ? livelyValues(year) : values()),
    ...inventedScenarios(saved),
    'groups.list': () => ({ groupings: [...groupings.values()] }),
    'groups.save': (input) => {
      const grouping = {
        ...input,
        groups: Float64Array.from(input.groups),
        id: input.id ?? `g${String(groupings.size + 1)}`,
        savedAt: '2026-11-20T09:12:00Z',
      };
      groupings.set(grouping.id, grouping);
      return grouping;
    },
    'groups.remove': ({ id }) => {
      groupings.delete(id);
      return {};
    },
    'assessment.list': () => ({ assessments: [...saved.values()] }),
    'assessment.save': ({ id, name, comment, method }) => {
      const assessment = { id: id ?? `a${String(next)}`, name, comment, method, savedAt: '2026-11-20T09:12:00Z' };
      next += 1;
      saved.set(assessment.id, assessment);
      return assessment;
    },
    'assessment.read': ({ text }) => readMethodText(text),
    'assessment.remove': ({ id }) => {
      saved.delete(id);
      return {};
    },
  };
}
