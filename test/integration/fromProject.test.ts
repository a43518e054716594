import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { computeIndicators } from '../../electron/engine/indicators/compute.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { smallCountry } from '../support/smallCountry.ts';
import { PASSPHRASE, reopen, seededPorts, temporaryFolder } from '../support/project.ts';
import { type Outcome, sigill } from '../support/sigill.ts';

/* Every command that carries out a method on areas takes them from a project, as working copies, with the method's own rules. */

const folder = temporaryFolder();
const at = (name: string): string => path.join(folder.path, name);
const write = (name: string, content: unknown): string => {
  writeFileSync(at(name), typeof content === 'string' ? content : JSON.stringify(content));
  return at(name);
};
const INDICATORS = ['population', 'mean-age', 'share-65-plus'];
const EXCLUDED = '6001R002';

beforeAll(async () => {
  const project = await smallCountry(folder.path, 'land.sigill', seededPorts(1));
  computeIndicators(project, { years: [2023] }, silent);
  project.close();
  write('pass.txt', PASSPHRASE);
  write('index.json', {
    version: 1,
    kind: 'index',
    normalisation: { kind: 'z' },
    indicators: INDICATORS.map((id) => ({ id, direction: 1, weight: 1 })),
    exclude: [{ reason: 'gränsområde', areas: [EXCLUDED] }],
  });
  write('problems.json', {
    version: 1,
    kind: 'problem-count',
    indicators: INDICATORS.map((id) => ({ id, direction: 1, threshold: { percentile: 60 } })),
    k: 2,
    levels: [
      { from: 2, name: 'stor' },
      { from: 3, name: 'särskilt stor' },
    ],
    exclude: [{ reason: 'gränsområde', areas: [EXCLUDED] }],
  });
  write('groups.json', {
    version: 1,
    algorithm: 'k-means',
    k: 2,
    starts: 3,
    indicators: INDICATORS.map((id) => ({ id })),
  });
});
afterAll(() => folder.remove());

let runs = 0;
async function run(
  command: string,
  ...more: string[]
): Promise<Outcome & { readonly files: readonly string[]; read(name: string): string }> {
  runs += 1;
  const out = at(`ut${String(runs)}`);
  const source = ['--project', at('land.sigill'), '--year', '2023', '--passphrase-file', at('pass.txt')];
  const got = await sigill(command, ...source, '--out', out, ...more);
  const files = existsSync(out) ? readdirSync(out).toSorted() : [];
  return { ...got, files, read: (name) => readFileSync(path.join(out, name), 'utf8').trim() };
}

const COMMANDS = [
  ['assess', ['--method', at('index.json')]],
  ['uncertainty', ['--method', at('index.json'), '--replicates', '200']],
  ['needs', ['--method', at('problems.json')]],
  ['calibrate', ['--method', at('problems.json'), '--counts', '1:6', '2:3']],
  ['groups', ['--spec', at('groups.json')]],
] as const;

describe('from a project', () => {
  it.each(COMMANDS)('%s asks for --working-copy, marks every file and is logged', async (command, given) => {
    const refused = await run(command, ...given);
    expect([refused.code, refused.files]).toEqual([1, []]);
    const got = await run(command, ...given, '--working-copy');
    expect([got.code, got.err]).toEqual([0, expect.not.stringContaining('error')]);
    expect(got.files.length).toBeGreaterThanOrEqual(2);
    for (const file of got.files) expect(file).toMatch(/\.ej-rojandekontrollerad\.(csv|json)$/u);
    for (const file of got.files.filter((name) => name.endsWith('.csv')))
      expect(got.read(file).split(',')[0]).toContain('ej_rojandekontrollerad');
    const log = reopen(folder.path, 'land.sigill');
    try {
      const last = [...log.log()].findLast(({ action }) => action === 'working-copy');
      expect(JSON.stringify(last)).toContain(got.files[0]);
    } finally {
      log.close();
    }
  });

  it('tells the area that the method excludes in every table of areas, and lets it count for nothing', async () => {
    const needs = await run('needs', '--method', at('problems.json'), '--working-copy');
    const row = needs
      .read('needs.ej-rojandekontrollerad.csv')
      .split('\n')
      .find((line) => line.startsWith(EXCLUDED));
    expect(row).toBe(`${EXCLUDED},,,,,,0,gränsområde`);
    const classes = (
      JSON.parse(needs.read('summary.ej-rojandekontrollerad.json')) as { classes: { areas: number; people: number }[] }
    ).classes;
    expect(classes.reduce((sum, { areas }) => sum + areas, 0)).toBe(11);
    // The project knows how many live there.
    expect(classes.every(({ people: living }) => Number.isFinite(living))).toBe(true);
  });

  it('knows the register noise of the values; --without-noise leaves it out', async () => {
    const given = ['--method', at('index.json'), '--replicates', '300', '--spread', '0', '--working-copy'];
    const [noisy, still] = [await run('uncertainty', ...given), await run('uncertainty', ...given, '--without-noise')];
    const shifts = (one: typeof noisy): number =>
      one
        .read('uncertainty.ej-rojandekontrollerad.csv')
        .split('\n')
        .slice(1)
        .reduce((sum, line) => sum + Number(line.split(',')[7]), 0);
    expect(JSON.parse(noisy.read('summary.ej-rojandekontrollerad.json'))).toMatchObject({ registerNoise: true });
    expect(shifts(noisy)).toBeGreaterThan(1);
    expect(shifts(still)).toBe(0);
  });
});
