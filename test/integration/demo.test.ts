import { createHash } from 'node:crypto';
import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationText } from '../../electron/cli/demonstration/summary.ts';
import { createDemonstration, type Demonstration } from '../../electron/engine/demonstration/create.ts';
import { PROBLEM_VARIABLES } from '../../electron/engine/demonstration/methods.ts';
import { listAssessments } from '../../electron/engine/assessments/savedAssessments.ts';
import { listAreas } from '../../electron/engine/areas/list.ts';
import { indicatorMatrix } from '../../electron/engine/indicators/matrix.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { openProject, type Project } from '../../electron/engine/project/project.ts';
import { verifyPackage } from '../../electron/engine/release/verifyPackage.ts';
import { synthesise } from '../../electron/engine/synth/synth.ts';

const OPTIONS = { persons: 120_000, seed: 3, years: [2022, 2023], language: 'sv' } as const;

let home: string;
let first: Demonstration;
let second: Demonstration;
let project: Project;
let bytes: readonly [Record<string, string>, Record<string, string>];

async function hashes(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted();
  const entries = await Promise.all(
    names.map(async (name) => {
      const digest = createHash('sha256').update(await readFile(path.join(folder, name)));
      return [name, digest.digest('hex')] as const;
    }),
  );
  return Object.fromEntries(entries);
}

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'sigill-demo-'));
  // An earlier demonstration, which is to give way.
  const earlier = path.join(home, 'two', 'registerfiler');
  await synthesise({ folder: earlier, persons: 10_000, seed: 9, years: [2019] }, silent);
  first = await createDemonstration({ ...OPTIONS, folder: path.join(home, 'one') }, silent);
  second = await createDemonstration({ ...OPTIONS, folder: path.join(home, 'two') }, silent);
  // Before the project is opened, which is written in its log.
  bytes = [await hashes(path.join(home, 'one')), await hashes(path.join(home, 'two'))];
  project = openProject(first.project, { passphrase: first.passphrase });
});
afterAll(async () => {
  project.close();
  await rm(home, { recursive: true, force: true });
});

describe('the demonstration', () => {
  it('gives the same bytes in all data files of two runs, but for those that it says vary', () => {
    const [one, two] = bytes;
    expect(Object.keys(two)).toEqual(Object.keys(one));
    const differing = Object.keys(one).filter((name) => one[name] !== two[name]);
    expect(differing.filter((name) => !first.varying.includes(name))).toEqual([]);
    expect({ ...second, project: '', registers: '', package: '', steps: [] }).toEqual({
      ...first,
      project: '',
      registers: '',
      package: '',
      steps: [],
    });
  });

  it('makes a project of made-up people only, with every register and the three assessments in it', () => {
    expect(project.synthetic).toBe(true);
    const registers = new Set(project.store.registers().map(({ register, year }) => `${register} ${year}`));
    for (const register of ['person', 'hushall', 'lagenhet', 'elever', 'brott'])
      for (const year of OPTIONS.years) expect(registers).toContain(`${register} ${year}`);
    expect(registers).toContain('rostande 2022');
    expect(listAssessments(project).map(({ method }) => method.kind)).toEqual(['index', 'problem-count', 'sei']);
  });

  it('sums up what is in the project', () => {
    const { assessment } = first;
    const total = (key: 'areas' | 'persons'): number => assessment.classes.reduce((sum, one) => sum + one[key], 0);
    const areas = listAreas(project, 'regso', 2023);
    expect(total('areas')).toBe(3363);
    expect(total('persons')).toBe(areas.population.reduce((sum, n) => sum + n, 0));
    expect(assessment.groups.sizes.reduce((sum, n) => sum + n, 0)).toBe(3363);

    const matrix = indicatorMatrix(
      project,
      'regso',
      2023,
      PROBLEM_VARIABLES.map(({ id }) => id),
    );
    const counts = new Int32Array(3363);
    PROBLEM_VARIABLES.forEach(({ direction, threshold }, f) => {
      const factor = assessment.factors[f]!;
      const worse = areas.codes.flatMap((_, i) => {
        const value = matrix.columns[f]![i]!;
        const enough = matrix.n[f]![i]! >= factor.leastBehind;
        return enough && (direction === 1 ? value > threshold : value < threshold) ? [i] : [];
      });
      expect(factor.areas).toBe(worse.length);
      for (const i of worse) counts[i]! += 1;
      const listed = factor.worst.map(({ code }) => matrix.columns[f]![areas.codes.indexOf(code)]!);
      expect(factor.worst.map(({ value }) => value)).toEqual(listed);
    });
    const byClass = [5, 3, 2, 1, 0].map(
      (from, c) => counts.filter((count) => count >= from && (c === 0 || count < [5, 3, 2, 1][c - 1]!)).length,
    );
    expect(assessment.classes.map((one) => one.areas)).toEqual(byClass);
  });

  it.each(['sv', 'en'] as const)('tells it in lines that fit a terminal (%s)', (language) => {
    const lines = demonstrationText(first, language).split('\n');
    const own = lines.filter((line) => !line.includes(home));
    expect(own.filter((line) => line.length > 80)).toEqual([]);
    expect(own.filter((line) => /\{\w+\}|undefined|NaN/u.test(line))).toEqual([]);
    expect(lines.join('\n')).toContain(first.passphrase);
  });

  it('replaces an earlier demonstration, and leaves any other folder alone', async () => {
    expect(Object.keys(bytes[1]).filter((name) => name.includes('2019'))).toEqual([]);
    const foreign = path.join(home, 'foreign');
    await mkdir(foreign);
    await writeFile(path.join(foreign, 'notes.txt'), 'mine');
    await expect(createDemonstration({ ...OPTIONS, folder: foreign }, silent)).rejects.toMatchObject({
      kind: 'refused',
      key: 'demo.folderNotEmpty',
    });
    expect(await readdir(foreign)).toEqual(['notes.txt']);
    expect((await readdir(home)).toSorted()).toEqual(['foreign', 'one', 'two']);
  });

  it('packs tables that hold when the package is verified, and tells how many cells are hidden', async () => {
    expect(first.release.verified).toBe(true);
    expect(first.release.tables.length).toBeGreaterThan(0);
    const { findings, manifest } = await verifyPackage(first.package, silent, { seal: first.release.fingerprint });
    expect(findings).toEqual([]);
    expect(manifest?.tables.map(({ id, cells, hidden }) => ({ id, cells, hidden }))).toEqual(
      first.release.tables.map(({ id, cells, hidden }) => ({ id, cells, hidden })),
    );
  });
});
