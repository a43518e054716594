import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFiles } from '../../electron/engine/import/import.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { decideRelease } from '../../electron/engine/release/flow/decide.ts';
import { sealRelease } from '../../electron/engine/release/flow/sealRelease.ts';
import { submitRelease } from '../../electron/engine/release/flow/submit.ts';
import { withReleaseKey } from '../../electron/engine/release/releaseKey.ts';
import { countSystem } from '../../electron/engine/release/count/countSystem.ts';
import { verifyPackage } from '../../electron/engine/release/verifyPackage.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import { type Certificate, certificateSchema } from '../../shared/schemas/certificate.ts';
import { PACKAGE_FORMATS } from '../../shared/schemas/releasePlan.ts';
import type { ReleasePlan, ReleaseTable } from '../../shared/schemas/releasePlan.ts';
import { specificationSchema } from '../../shared/schemas/specification.ts';
import { newOrganisation, type TestOrganisation } from '../support/organisation.ts';
import { newProject, PASSPHRASE, temporaryFolder } from '../support/project.ts';

/*
 * A sealed package in every format, with maps, from data whose numbers are like no others. Then every byte of it, and of all that
 * unpacks from it, is looked through for what must not be there: hidden numbers however they are written, record keys, secrets,
 * passphrases, names and places of files, and hashes of what was never released.
 */

const YEAR = 2023;
const both = (text: string) => ({ sv: text, en: text });
const folder = temporaryFolder();
const at = (name: string): string => path.join(folder.path, name);
let organisation: TestOrganisation;
let project: Project;
let secret = Buffer.alloc(0);
let noiseKeys: number[] = [];
const files = new Map<string, Buffer>();
let parts: (readonly [string, Buffer])[] = [];
let everything = Buffer.alloc(0);

const AREAS = Array.from({ length: 12 }, (_, i) => {
  const municipality = `6${String(Math.floor(i / 6))}0${String(1 + (Math.floor(i / 3) % 2))}`;
  const number = String(1 + (i % 3));
  return { municipality, regso: `${municipality}R00${number}`, deso: `${municipality}C10${number}0` };
});

const persons = specificationSchema.parse({
  version: 1,
  kind: 'register',
  register: 'person',
  year: { column: 'Ar' },
  dialect: { delimiter: ';', decimal: ',', encoding: 'utf-8' },
  columns: [
    { source: 'LopNr', type: 'key', required: true },
    { source: 'Ar', type: 'integer', required: true },
    { source: 'DeSO', type: 'area', level: 'deso' },
    { source: 'RegSO', type: 'area', level: 'regso' },
    { source: 'Kon', type: 'category' },
    { source: 'Belopp', type: 'integer', required: true },
  ],
});

const SEXES: ReleaseTable['content'] = {
  kind: 'register',
  register: 'person',
  division: {
    name: both('Kön'),
    variable: 'Kon',
    categories: [
      { code: 'man', label: both('man'), values: ['1'] },
      { code: 'kvinna', label: both('kvinna'), values: ['2'] },
    ],
  },
  measures: [
    { kind: 'count' },
    { kind: 'sum', id: 'belopp', label: both('Belopp'), unit: both('kr'), variable: 'Belopp', contributor: 'LopNr' },
  ],
};
const NOISE = { most: 5, variance: 2.7351946, smallest: 2 };
const plan: ReleasePlan = {
  version: 1,
  title: both('Prov'),
  year: YEAR,
  tables: [
    { id: 'belopp', title: both('Belopp efter kön'), level: 'regso', content: SEXES },
    {
      id: 'brus',
      title: both('Antal med brus'),
      level: 'municipality',
      content: {
        kind: 'register',
        register: 'person',
        division: {
          name: both('Belopp'),
          variable: 'Belopp',
          categories: [
            { code: 'lägre', label: both('lägre'), from: 0, to: 50_000_000 },
            { code: 'högre', label: both('högre'), from: 50_000_001 },
          ],
        },
      },
      method: { kind: 'cell-key', noise: NOISE },
    },
  ],
};

const NAMES = [
  'hemlig-leverans.csv',
  'hemliga-omraden.csv',
  'granser-2020.geojson',
  'provhemligt.sigill',
  'personnyckel',
];

async function fill(): Promise<void> {
  const key = AREAS.map(
    ({ municipality: m, regso, deso }) =>
      `${deso};${regso};${regso};${m};K${m};${m.slice(0, 2)};L${m.slice(0, 2)};2020;9`,
  );
  writeFileSync(
    at('hemliga-omraden.csv'),
    `${['DeSO;RegSO;RegSOnamn;Kommun;Kommunnamn;Lan;Lannamn;Version;Folkmangd', ...key].join('\n')}\n`,
  );
  const areaKey = specificationSchema.parse({ version: 1, kind: 'area-key', dialect: { delimiter: ';' } });
  await importFiles(project, { specification: areaKey, files: [at('hemliga-omraden.csv')], replace: true }, silent);
  const square = (i: number): number[][] => {
    const [x, y] = [600_000 + 5000 * (i % 4), 6_600_000 + 5000 * Math.floor(i / 4)];
    return [
      [x, y],
      [x + 5000, y],
      [x + 5000, y + 5000],
      [x, y + 5000],
      [x, y],
    ];
  };
  const features = AREAS.map(({ regso }, i) => ({
    type: 'Feature',
    properties: { regso },
    geometry: { type: 'Polygon', coordinates: [square(i)] },
  }));
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3006' } };
  writeFileSync(at('granser-2020.geojson'), JSON.stringify({ type: 'FeatureCollection', crs, features }));
  const geometry = specificationSchema.parse({ version: 1, kind: 'geometry', division: '2020' });
  await importFiles(project, { specification: geometry, files: [at('granser-2020.geojson')], replace: true }, silent);
  const draw = generator(7, 'sealed package');
  const lines = AREAS.flatMap(({ deso, regso }, area) =>
    Array.from({ length: 30 + draw.integer(20) }, (_, i) => {
      // In every fourth area three men, of whom one has nearly all.
      const sex = area % 4 === 0 ? (i < 3 ? 1 : 2) : 1 + draw.integer(2);
      const amount = 10_000_001 + draw.integer(89_999_998) + (area % 4 === 0 && i === 0 ? 700_000_000 : 0);
      return `${String(918_273_000_000 + 100 * area + i)};${String(YEAR)};${deso};${regso};${String(sex)};${String(amount)}`;
    }),
  );
  writeFileSync(at('hemlig-leverans.csv'), `${['LopNr;Ar;DeSO;RegSO;Kon;Belopp', ...lines].join('\n')}\n`);
  await importFiles(project, { specification: persons, files: [at('hemlig-leverans.csv')], replace: true }, silent);
}

function read(within: string, under = ''): void {
  for (const entry of readdirSync(within, { withFileTypes: true })) {
    const name = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) read(path.join(within, entry.name), name);
    else files.set(name, readFileSync(path.join(within, entry.name)));
  }
}

beforeAll(async () => {
  organisation = await newOrganisation(folder.path);
  project = newProject(folder.path, 'provhemligt.sigill', organisation.ports);
  await fill();
  const options = { folder: organisation.folder, productVersion: '0.1.0' };
  const { review } = await organisation.as('anna', (person) =>
    submitRelease(project, { ...options, plan, person, reviewer: 'gunnar' }, silent),
  );
  const { ports, folder: place } = organisation;
  const decision = await organisation.as('gunnar', (person) =>
    decideRelease(
      { box: review, folder: place, person, outcome: 'approved', reasons: 'Skäl', without: [], now: ports.now },
      silent,
    ),
  );
  await organisation.as('anna', (person) =>
    sealRelease(project, { ...options, decision, person, out: at('paket') }, silent),
  );
  withReleaseKey(project, (key) => {
    secret = Buffer.from(key);
  });
  const [noisy] = plan.tables.slice(1);
  noiseKeys = noisy === undefined ? [] : [...(countSystem(project, YEAR, [noisy], silent).keys?.cells ?? [])];
  read(at('paket'));
  parts = [...files].flatMap(([name, bytes]) => [...unpacked(name, bytes)]);
  everything = Buffer.concat(parts.map(([, bytes]) => bytes));
}, 120_000);
afterAll(() => {
  project.close();
  folder.remove();
});

/** A file and everything that unpacks from it: parts of ZIP files and streams of PDF. Of a PNG the pixels stay packed: no text is in them. */
function* unpacked(name: string, bytes: Buffer): Generator<readonly [string, Buffer]> {
  yield [name, bytes];
  if (bytes.subarray(0, 2).equals(Buffer.from('PK')))
    for (const [part, content] of Object.entries(unzipSync(bytes)))
      yield* unpacked(`${name}!${part}`, Buffer.from(content));
  if (bytes.subarray(0, 5).equals(Buffer.from('%PDF-')))
    for (let from = bytes.indexOf('stream\n'); from >= 0; from = bytes.indexOf('stream\n', from + 7)) {
      const end = bytes.indexOf('endstream', from);
      if (bytes[from + 7] !== 0x78 || end < 0) continue;
      yield* unpacked(`${name}!${String(from)}`, inflateSync(bytes.subarray(from + 7, end)));
    }
}

/** Every way in which a whole number could stand in a file. */
function written(value: number): Buffer[] {
  const plain = String(value);
  const grouped = [' ', '\u00a0', '\u202f', ',', '.'].map((mark) => plain.replaceAll(/\B(?=(?:\d{3})+$)/gu, mark));
  const texts = [plain, ...grouped, value.toString(16), Buffer.from(plain).toString('base64').replaceAll('=', '')];
  const eight = Buffer.alloc(32);
  eight.writeDoubleLE(value, 0);
  eight.writeDoubleBE(value, 8);
  eight.writeBigInt64LE(BigInt(value), 16);
  eight.writeBigInt64BE(BigInt(value), 24);
  return [
    ...texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]),
    ...[0, 8, 16, 24].map((from) => eight.subarray(from, from + 8)),
    // SQLite keeps as few bytes of a number as hold it.
    eight.subarray(value < 2 ** 31 ? 28 : 26, 32),
  ];
}

/** Bytes as they are, and in the ways that bytes are written as text. */
const asText = (bytes: Uint8Array): Buffer[] => [
  Buffer.from(bytes),
  ...(['hex', 'base64', 'base64url'] as const).map((form) =>
    Buffer.from(Buffer.from(bytes).toString(form).replaceAll('=', '')),
  ),
];

const inText = (text: string): Buffer[] =>
  (['utf8', 'utf16le', 'latin1'] as const).map((form) => Buffer.from(text, form));

/** The files in which any of these is found: looked for in all of them at once, and only what is found in each. */
const holding = (what: readonly Buffer[]): string[] => {
  const found = what.filter((own) => everything.includes(own));
  return found.length === 0
    ? []
    : parts.flatMap(([name, bytes]) => (found.some((own) => bytes.includes(own)) ? [name] : []));
};

const certificate = (id: string): Certificate =>
  certificateSchema.parse(JSON.parse(files.get(`certifikat/${id}.json`)?.toString('utf8') ?? ''));

/** The true numbers of the sums, cell by cell, of which some are hidden. */
const sums = (): { readonly hidden: number[]; readonly published: number[] } => {
  const [table] = plan.tables;
  if (table === undefined) throw new Error('the plan has a table');
  const { system } = countSystem(project, YEAR, [table], silent);
  const shown = certificate('belopp-belopp').values;
  const truth = Array.from(system.blocks[1]?.cells ?? [], (cell) => system.values[cell] ?? Number.NaN);
  const published = truth.filter((_, cell) => shown[cell] !== null);
  return { hidden: truth.filter((value, cell) => shown[cell] === null && !published.includes(value)), published };
};

describe('a sealed package in every format', () => {
  it('holds every format, and what is published is found in those that hold numbers as text or numbers', async () => {
    const manifest = JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '') as { files: { format: string }[] };
    expect([...new Set(manifest.files.map(({ format }) => format))]).toEqual(
      expect.arrayContaining([...PACKAGE_FORMATS]),
    );
    expect((await verifyPackage(at('paket'), silent)).findings).toEqual([]);
    const [whole = 0] = sums().published;
    const found = holding(written(whole)).join('\n');
    for (const ending of ['.csv', 'tabeller.xlsx!', '.px', '.json', 'kartor.gpkg', 'rapport.html', 'rapport.docx!'])
      expect(found).toContain(ending);
  });

  it('holds no hidden number, in any way that a number can be written', () => {
    const { hidden } = sums();
    expect(hidden.length).toBeGreaterThan(5);
    expect(Math.min(...hidden)).toBeGreaterThan(10_000_000);
    const own = certificate('belopp-belopp');
    const ends = new Set(own.intervals.flatMap(({ min, max }) => [min, max]));
    const findings = hidden.filter((value) => !ends.has(value)).map((value) => holding(written(value)));
    expect(findings.flat()).toEqual([]);
  });

  it('holds no record: neither a key of a person, nor an amount of one', () => {
    const rows = readFileSync(at('hemlig-leverans.csv'), 'utf8').trim().split('\n').slice(1);
    const fields = rows.map((row) => row.split(';'));
    expect(holding(inText('918273'))).toEqual([]);
    const amounts = fields.map((row) => Number(row[5])).filter((_, i) => i % 60 === 0);
    expect(amounts.flatMap((amount) => holding(written(amount)))).toEqual([]);
  });

  it('holds no seed, key, passphrase or noise', async () => {
    expect(secret).toHaveLength(32);
    expect(holding(asText(secret))).toEqual([]);
    for (const name of ['adam', 'anna', 'gunnar']) {
      const own = await organisation.as(name, ({ signing, sealing }) => [...asText(signing), ...asText(sealing)]);
      expect(holding(own)).toEqual([]);
    }
    expect(holding(inText(PASSPHRASE))).toEqual([]);
    expect(holding(inText(String(NOISE.variance)))).toEqual([]);
    const drawn = noiseKeys.filter((key) => key > 10_000_000).slice(0, 8);
    expect(drawn.length).toBeGreaterThan(5);
    expect(drawn.flatMap((key) => holding(written(key)))).toEqual([]);
  });

  it('holds no name or place of a file on the machine', () => {
    const places = [folder.path, path.basename(folder.path), import.meta.dirname, ...NAMES];
    expect(places.flatMap((name) => holding(inText(name)))).toEqual([]);
  });

  it('holds no hash of what was never released: neither do the ledger nor its commitments', () => {
    const hashes = (bytes: Uint8Array): Buffer[] =>
      ['sha256', 'sha512', 'sha1'].flatMap((kind) => asText(createHash(kind).update(bytes).digest()));
    const shown = files.get('tabeller/belopp-belopp.csv')?.toString('utf8') ?? '';
    const { hidden } = sums();
    expect(shown).toContain(',..\n');
    // A file as it would be with a number put in the place of a hidden one, the numbers themselves, the plan and the data.
    const guesses = hidden.flatMap((value) => [
      Buffer.from(shown.replace(',..\n', `,${String(value)}\n`)),
      Buffer.from(String(value)),
    ]);
    let filled = shown;
    for (const value of hidden) filled = filled.replace(',..\n', `,${String(value)}\n`);
    const data = ['hemlig-leverans.csv', 'hemliga-omraden.csv', 'granser-2020.geojson'].map((name) =>
      readFileSync(at(name)),
    );
    const unreleased = [...guesses, Buffer.from(filled), Buffer.from(JSON.stringify(plan)), ...data];
    const all = unreleased.flatMap(hashes);
    expect(holding(all)).toEqual([]);
    const ledger = readFileSync(organisation.ledger);
    expect(all.filter((hash) => ledger.includes(hash))).toEqual([]);
    // What was released is in the manifest by its hash: the search would have found it.
    expect(holding(hashes(Buffer.from(shown)))).toContain('manifest.json');
  });

  it('tells nothing by the size or the order of its rows: areas stand in the order of their codes, hidden is one sign', () => {
    const own = certificate('belopp-antal');
    const codes: readonly string[] = own.dimensions[0]?.codes ?? [];
    const rows = (files.get('tabeller/belopp-antal.csv')?.toString('utf8') ?? '').trim().split('\n').slice(1);
    const areas = [...new Set(rows.map((row) => row.split(',')[0] ?? ''))];
    expect(areas.filter((area) => codes.includes(area))).toEqual(codes.filter((code) => areas.includes(code)));
    expect(shownSymbols()).toEqual(['..']);
  });
});

/** What stands in the place of a number in the comma-separated files. */
const shownSymbols = (): string[] => [
  ...new Set(
    [...files]
      .filter(([name]) => /^tabeller\/[^.]*\.csv$/u.test(name))
      .flatMap(([, bytes]) => bytes.toString('utf8').trim().split('\n').slice(1))
      .map((row) => row.split(',').at(-1) ?? '')
      .filter((value) => Number.isNaN(Number(value))),
  ),
];
