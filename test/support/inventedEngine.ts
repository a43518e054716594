import { randomUUID } from 'node:crypto';
import { readMethodText } from '../../electron/engine/assessments/readMethodText.ts';
import type { Handlers } from '../../electron/main/ipc/router.ts';
import type { Level } from '../../shared/domain/areas/level.ts';
import { DEMONSTRATION_PASSPHRASE } from '../../shared/domain/demonstration.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import { UserError } from '../../shared/errors/errors.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { inventedDetails } from './inventedDetails.ts';
import { inventedCatalogue } from './inventedCatalogue.ts';
import { type InventedData, inventedData } from './inventedData.ts';

/*
 * A made-up country behind the contract, for states of the window that the real engine reaches only by accident or
 * slowly: no project, a wrong passphrase, a failure, a long job. Areas are squares in a grid, drawn from a seed.
 */

export interface InventedOptions {
  readonly areas?: number;
  readonly recent?: number;
  /** A project is open from the start. */
  readonly open?: boolean;
  /** No indicators have been computed. */
  readonly bare?: boolean;
  readonly passphrase?: string;
  /** What the Data screen holds. */
  readonly data?: InventedData;
  readonly emit?: (name: 'job.progress' | 'job.ended', payload: unknown) => void;
}

const COLUMNS = 41;
const SIDE = 12_000;
const YEARS = [2022, 2023];
const SYLLABLES = ['Alm', 'Björk', 'Ek', 'Gran', 'Havs', 'Kvarn', 'Lind', 'Norr', 'Sand', 'Söder', 'Vik', 'Öster'];
const ENDINGS = ['berga', 'by', 'dal', 'hagen', 'holm', 'lund', 'torp', 'vik', 'ås', 'ö'];

const name = (at: number): string =>
  `${SYLLABLES[at % SYLLABLES.length] ?? ''}${ENDINGS[Math.floor(at / SYLLABLES.length) % ENDINGS.length] ?? ''}`;

interface Country {
  readonly codes: string[];
  readonly names: string[];
  readonly municipality: Int32Array;
  readonly population: Float64Array<ArrayBuffer>;
  readonly deprivation: Float64Array;
}

function invent(areas: number): Country {
  const random = generator(7, 'invented');
  const perMunicipality = Math.max(1, Math.round(areas / 290));
  const municipality = Int32Array.from({ length: areas }, (_, at) => Math.floor(at / perMunicipality));
  const within = new Map<number, number>();
  const codes = Array.from(municipality, (m) => {
    const next = (within.get(m) ?? 0) + 1;
    within.set(m, next);
    return `${municipalityCode(m)}R${String(next).padStart(3, '0')}`;
  });
  const names = codes.map((_, at) => `${name(at * 7 + 3)}${at % 3 === 0 ? ' centrum' : at % 3 === 1 ? ' norra' : ''}`);
  const population = Float64Array.from(codes, () => Math.round(Math.min(23_000, 680 + random.gamma(2) * 1200)));
  const deprivation = Float64Array.from(codes, () => random.normal());
  return { codes, names, municipality, population, deprivation };
}

const municipalityCode = (m: number): string =>
  `${String(60 + (Math.floor(m / 14) % 21))}${String((m % 14) + 1).padStart(2, '0')}`;

function list(country: Country, level: Level): Output<'areas.list'> {
  const at = (key: (area: number) => string): { codes: string[]; first: number[]; of: Map<string, number> } => {
    const of = new Map<string, number>();
    const first: number[] = [];
    country.codes.forEach((_, area) => {
      if (of.has(key(area))) return;
      of.set(key(area), first.length);
      first.push(area);
    });
    return { codes: [...of.keys()], first, of };
  };
  const m = (area: number): string => municipalityCode(country.municipality[area] ?? 0);
  const group =
    level === 'municipality'
      ? at(m)
      : level === 'county'
        ? at((area) => m(area).slice(0, 2))
        : at((a) => country.codes[a] ?? '');
  const population = new Float64Array(group.codes.length);
  country.codes.forEach((code, area) => {
    const key = level === 'municipality' ? m(area) : level === 'county' ? m(area).slice(0, 2) : code;
    const position = group.of.get(key) ?? 0;
    population[position] = (population[position] ?? 0) + (country.population[area] ?? 0);
  });
  const counties = group.first.map((area) => m(area).slice(0, 2));
  return {
    level,
    codes: group.codes,
    names: group.first.map((area) =>
      level === 'municipality'
        ? name(country.municipality[area] ?? 0)
        : level === 'county'
          ? `${name(Number(m(area).slice(0, 2)))}s län`
          : (country.names[area] ?? ''),
    ),
    municipalityCodes: group.first.map(m),
    municipalityNames: group.first.map((area) => name(country.municipality[area] ?? 0)),
    countyCodes: counties,
    countyNames: counties.map((code) => `${name(Number(code))}s län`),
    population,
  };
}

function geometry(areas: number): Output<'areas.geometry'> {
  const coordinates = new Float64Array(areas * 10);
  for (let area = 0; area < areas; area += 1) {
    const x = 300_000 + (area % COLUMNS) * SIDE;
    const y = 7_600_000 - Math.floor(area / COLUMNS) * SIDE;
    coordinates.set([x, y, x + SIDE, y, x + SIDE, y + SIDE, x, y + SIDE, x, y], area * 10);
  }
  const rows = Math.ceil(areas / COLUMNS);
  return {
    coordinates,
    ringStart: Uint32Array.from({ length: areas + 1 }, (_, at) => at * 5),
    ringArea: Uint32Array.from({ length: areas }, (_, at) => at),
    bounds: [300_000, 7_600_000 - (rows - 1) * SIDE, 300_000 + COLUMNS * SIDE, 7_600_000 + SIDE],
  };
}

function values(country: Country, count: number): Output<'indicators.values'> {
  const columns = inventedCatalogue.map((meta, column) => {
    const random = generator(column, 'values');
    const { middle, spread } = meta;
    const own = Float64Array.from({ length: count }, (_, area) => {
      if (random.uniform() < 0.004) return Number.NaN;
      const common = country.deprivation[area % country.deprivation.length] ?? 0;
      const level = 0.75 * common + 0.65 * random.normal();
      return Math.max(0, middle + (meta.direction === -1 ? -1 : 1) * spread * level);
    });
    const n = Float64Array.from({ length: count }, (_, area) => Math.round((country.population[area] ?? 0) * 0.6));
    return { own, n };
  });
  return {
    ids: inventedCatalogue.map((meta) => meta.id),
    values: columns.map((column) => column.own),
    n: columns.map((column) => column.n),
    numerator: columns.map((column) => Float64Array.from(column.n, () => Number.NaN)),
    nation: Float64Array.from(inventedCatalogue, (meta) => meta.middle),
  };
}

export function inventedHandlers(options: InventedOptions = {}): Handlers {
  const {
    areas = 3363,
    recent = 2,
    bare: bareAtFirst = false,
    passphrase = DEMONSTRATION_PASSPHRASE,
    emit = () => undefined,
  } = options;
  const country = invent(areas);
  let open = options.open ?? false;
  let bare = bareAtFirst;
  const fileIds = Array.from({ length: Math.max(1, recent) }, () => randomUUID());
  const cancelled = new Set<string>();
  const data = inventedData(options.data ?? 'country', emit, cancelled);
  const registers = ['person', 'hushall', 'lagenhet', 'elever', 'rostande', 'brott'];
  const summary = (): Output<'project.open'> => ({
    name: 'Demonstrationslandet',
    synthetic: true,
    persons: 500_000,
    years: YEARS,
    registers: YEARS.flatMap((year) =>
      registers
        .filter((register) => register !== 'rostande' || year === 2022)
        .map((register, at) => ({
          register,
          year,
          rows: Math.round(500_000 / (at + 1)),
          importedAt: '2026-11-20T09:12:00Z',
        })),
    ),
    levels: ['regso', 'municipality', 'county', 'nation'],
    indicatorYears: bare ? [] : YEARS,
    indicatorCount: bare ? 0 : inventedCatalogue.length,
  });
  return {
    'app.info': () => ({ version: '0.1.0', node: '24', sqlite: '3', shell: 'preview' }),
    'project.recent': () => ({
      projects: fileIds.slice(0, recent).map((fileId, at) => ({
        fileId,
        name: at === 0 ? 'Demonstrationslandet' : `Utanförskap ${String(2022 - at)}`,
        synthetic: at === 0,
        knownPassphrase: at === 0 ? passphrase : null,
        lastOpened: '2026-11-20T09:12:00Z',
      })),
    }),
    'project.choose': () => ({ chosen: { fileId: fileIds[0] ?? randomUUID(), name: 'Utanförskap 2023' } }),
    'project.open': (input) => {
      if (input.passphrase !== passphrase)
        throw new UserError('input', 'project.wrongPassphrase', { file: 'utanforskap.sigill' });
      open = true;
      return summary();
    },
    'project.close': () => {
      open = false;
      return {};
    },
    'project.summary': () => (open ? summary() : null),
    'demonstration.create': () => {
      const jobId = randomUUID();
      let done = 0;
      const total = 20;
      const step = (): void => {
        if (cancelled.has(jobId)) {
          emit('job.ended', { jobId, outcome: 'cancelled', fileId: null, error: null });
          return;
        }
        done += 1;
        emit('job.progress', { jobId, step: 'step.synth', done, total });
        if (done < total) setTimeout(step, 150);
        else {
          open = true;
          emit('job.ended', { jobId, outcome: 'done', fileId: fileIds[0], error: null });
        }
      };
      setTimeout(step, 50);
      return { jobId };
    },
    ...data,
    'areas.list': ({ level }) => list(country, level),
    'areas.geometry': ({ level }) => {
      if (level !== 'regso') throw new UserError('refused', 'error.internal');
      return geometry(areas);
    },
    'indicators.catalogue': () => ({
      indicators: inventedCatalogue.map(({ middle: _middle, spread: _spread, ...meta }) => meta),
    }),
    'indicators.values': ({ level }) => values(country, list(country, level).codes.length),
    'indicators.overview': () => ({
      years: YEARS,
      trends: inventedCatalogue.map(({ id, middle }) => ({
        id,
        nation: Float64Array.from(YEARS, (_, at) => middle * (1 + 0.04 * (at - 1))),
      })),
      missing: [],
      own: [],
    }),
    'indicators.details': ({ id, level }) => inventedDetails(id, values(country, list(country, level).codes.length)),
    'definitions.newer': () => ({ newer: [], keptOwn: [] }),
    'indicators.compute': () => {
      const jobId = randomUUID();
      let done = 0;
      const total = 12;
      const step = (): void => {
        if (cancelled.has(jobId)) {
          emit('job.ended', { jobId, outcome: 'cancelled', fileId: null, error: null });
          return;
        }
        done += 1;
        emit('job.progress', { jobId, step: 'indicators.step.compute', done, total });
        if (done < total) setTimeout(step, 150);
        else {
          bare = false;
          emit('job.ended', { jobId, outcome: 'done', fileId: null, error: null });
        }
      };
      setTimeout(step, 50);
      return { jobId };
    },
    'groups.list': () => ({ groupings: [] }),
    'groups.save': (input) => ({
      ...input,
      groups: Float64Array.from(input.groups),
      id: input.id ?? 'g1',
      savedAt: '2026-11-20T09:12:00Z',
    }),
    'groups.remove': () => ({}),
    'assessment.list': () => ({ assessments: [] }),
    'assessment.read': ({ text }) => readMethodText(text),
    'job.cancel': ({ jobId }) => {
      cancelled.add(jobId);
      return { cancelled: true };
    },
  };
}
