import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFiles } from '../../electron/engine/import/import.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { computeIndicators } from '../../electron/engine/indicators/compute.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { readJsonFile } from '../../electron/engine/jsonfile/readJson.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { makePackage } from '../../electron/engine/release/makePackage.ts';
import { CAUTIOUS_RULES } from '../../electron/engine/release/shippedRules.ts';
import { verifyPackage } from '../../electron/engine/release/verifyPackage.ts';
import { MANIFEST_NAME } from '../../electron/engine/synth/manifest.ts';
import { synthesise } from '../../electron/engine/synth/synth.ts';
import { type ReleasePlan, releasePlanSchema } from '../../shared/schemas/releasePlan.ts';
import { newProject, temporaryFolder } from '../support/project.ts';

const RESOURCES = path.resolve(import.meta.dirname, '../../resources');
const folder = temporaryFolder();
const land = path.join(folder.path, 'land');
let plan: ReleasePlan;
let tooFine: ReleasePlan;

async function importInto(project: Project, specification: string, file: string): Promise<void> {
  const read = await readSpecification(path.join(RESOURCES, 'specifications', `${specification}.json`));
  await importFiles(project, { specification: read, files: [path.join(land, file)], replace: true }, silent);
}

async function projectOfTheCountry(name: string): Promise<Project> {
  const project = newProject(folder.path, name);
  await importInto(project, 'omradesnyckel', 'omradesnyckel_2020.csv');
  await importInto(project, 'person', 'person_2023.csv');
  await importInto(project, 'hushall', 'hushall_2023.csv');
  await importInto(project, 'lagenhet', 'lagenhet_2023.csv');
  return project;
}

const pack = (project: Project, to: string, of: ReleasePlan = plan, leaveOutUnprovable = false) =>
  makePackage(
    project,
    of,
    CAUTIOUS_RULES,
    { folder: path.join(folder.path, to), productVersion: '0.1.0', leaveOutUnprovable },
    silent,
  );

const filesOf = (name: string): Map<string, Buffer> => {
  const root = path.join(folder.path, name);
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [path.relative(root, file), readFileSync(file)]),
  );
};

beforeAll(async () => {
  await synthesise({ folder: land, persons: 40_000, seed: 3, years: [2023] }, silent);
  const shipped = await readJsonFile(path.join(RESOURCES, 'tables', 'demonstration.json'), releasePlanSchema);
  // With twelve persons to an area, small divisions of areas cannot be protected; those of municipalities can.
  // Of several tables of the same few persons, only the first can leave.
  plan = {
    ...shipped,
    tables: shipped.tables
      .filter(({ id }) => id === 'befolkning-alder' || id === 'hyresratt')
      .map((table) => ({ ...table, level: 'municipality' })),
    statements: [],
  };
  tooFine = {
    ...shipped,
    tables: shipped.tables.map((table) => (table.id === 'sysselsatta' ? { ...table, level: 'regso' } : table)),
  };
});
afterAll(() => {
  folder.remove();
});

describe('a release from a project of made-up people', () => {
  it('is whole and verified, says in every place that it may not be handed out, and holds no count under the limit', async () => {
    const project = await projectOfTheCountry('hel.sigill');
    computeIndicators(project, {}, silent);
    const report = await pack(project, 'PROV-paket');
    expect(report.tables.map(({ id }) => id)).toEqual(plan.tables.map(({ id }) => id));
    expect(report.tables.every(({ primary }) => primary > 0)).toBe(true);

    const { findings, manifest } = await verifyPackage(path.join(folder.path, 'PROV-paket'), silent, {
      seal: report.fingerprint,
    });
    expect(findings).toEqual([]);
    expect(manifest).toMatchObject({ stamp: 'PROV – får inte lämnas ut', synthetic: true, varying: [] });
    expect(manifest?.files.filter(({ format }) => format === 'csv').every(({ name }) => name.includes('PROV'))).toBe(
      true,
    );

    const tables = [...filesOf('PROV-paket')].filter(([name]) => name.endsWith('.PROV.csv'));
    expect(tables).toHaveLength(plan.tables.length);
    for (const [name, bytes] of tables) {
      const lines = bytes.toString('utf8').trimEnd().split('\n').slice(1);
      const counts = lines.map((line) => line.slice(line.lastIndexOf(',') + 1));
      expect(counts, name).toContain('..');
      expect(
        counts.filter((count) => Number(count) > 0 && Number(count) < 5),
        name,
      ).toEqual([]);
    }
    project.close();
  });

  it('is the same to the byte from the same data, clock and keys', async () => {
    const project = await projectOfTheCountry('igen.sigill');
    computeIndicators(project, {}, silent);
    await pack(project, 'igen');
    project.close();
    expect(filesOf('igen')).toEqual(filesOf('PROV-paket'));
  });

  it('carries no person: no key and no whole record of any register is found in it', () => {
    const persons = readFileSync(path.join(land, 'person_2023.csv'), 'utf8').trimEnd().split('\n').slice(1);
    const packed = [...filesOf('PROV-paket').values()].map((bytes) => bytes.toString('utf8')).join('\n');
    const words = new Set(packed.split(/[^\p{L}\p{N}]+/u));
    const keys = persons.flatMap((line) => [line.split(';')[0] ?? '', line.split(';')[9] ?? '']);
    expect(keys.filter((key) => key.length > 6 && words.has(key))).toEqual([]);
  });

  it('refuses a limit that is looser than the rule set, and writes nothing', async () => {
    const project = await projectOfTheCountry('lös.sigill');
    const loose = { ...plan, tables: plan.tables.map((table) => ({ ...table, minFrequency: 3 })) };
    await expect(pack(project, 'lös', loose)).rejects.toMatchObject({ key: 'release.tooLoose', kind: 'refused' });
    expect(existsSync(path.join(folder.path, 'lös'))).toBe(false);
    project.close();
  });

  it('fails closed when a table cannot be proven safe, or leaves it out when asked to, and says which', async () => {
    const project = await projectOfTheCountry('fin.sigill');
    computeIndicators(project, {}, silent);
    const fine = { ...tooFine, tables: tooFine.tables.filter(({ id }) => id !== 'befolkning-alder') };
    await expect(pack(project, 'fin', fine)).rejects.toMatchObject({ key: 'release.notProvable', kind: 'refused' });
    expect(existsSync(path.join(folder.path, 'fin'))).toBe(false);
    const report = await pack(project, 'fin', fine, true);
    expect(report.leftOut).toMatchObject([
      { id: 'hyresratt', beside: null },
      { id: 'sysselsatta', beside: null },
      // What stands on a table that is left out is left out with it.
      { id: 'nivaer', beside: 'hyresratt' },
      { id: 'gruppprofiler', beside: 'hyresratt' },
    ]);
    expect(report.tables.map(({ id }) => id)).toEqual(['utbildning-kommun']);
    expect((await verifyPackage(path.join(folder.path, 'fin'), silent)).findings).toEqual([]);
    project.close();
  });

  it('packs no table that would undo another: a population hidden in one and published in the other', async () => {
    const project = await projectOfTheCountry('tillsammans.sigill');
    computeIndicators(project, {}, silent);
    const [ages] = plan.tables;
    if (ages === undefined) throw new Error('the plan has a table of ages');
    const employed: ReleasePlan['tables'][number] = {
      ...ages,
      id: 'sysselsatta',
      content: { kind: 'indicator', indicator: 'employment-rate-20-64' },
    };
    const both = { ...plan, tables: [ages, employed] };
    await expect(pack(project, 'tillsammans', both)).rejects.toMatchObject({ key: 'release.undoes', kind: 'refused' });
    expect(existsSync(path.join(folder.path, 'tillsammans'))).toBe(false);
    const report = await pack(project, 'tillsammans', both, true);
    expect(report.tables.map(({ id }) => id)).toEqual([ages.id]);
    expect(report.leftOut).toMatchObject([{ id: 'sysselsatta', beside: ages.id }]);
    project.close();
  });

  it('names the indicator that has not been computed', async () => {
    const project = await projectOfTheCountry('tom.sigill');
    await expect(pack(project, 'tom')).rejects.toMatchObject({ key: 'indicators.noValues', kind: 'input' });
    expect(existsSync(path.join(folder.path, 'tom'))).toBe(false);
    project.close();
  });

  it('refuses, and says so in the log, as soon as one record is not made by synth', async () => {
    const project = await projectOfTheCountry('riktig.sigill');
    const own = readFileSync(path.join(land, 'person_2023.csv'));
    appendFileSync(
      path.join(land, 'person_2023.csv'),
      own.toString('utf8').split('\n')[1]?.replace(/^\d+/u, '999999999').concat('\n') ?? '',
    );
    await importInto(project, 'person', 'person_2023.csv');
    await expect(pack(project, 'riktig')).rejects.toMatchObject({ key: 'release.onlySynthetic', kind: 'refused' });
    expect(existsSync(path.join(folder.path, 'riktig'))).toBe(false);
    expect(project.log().at(-1)).toMatchObject({ action: 'release-refused' });

    // Nor does a manifest that says that the changed file is made up: the country, made again, is another.
    const forged = await projectOfTheCountry('förfalskad.sigill');
    const manifest = path.join(land, MANIFEST_NAME);
    const genuine = readFileSync(manifest, 'utf8');
    const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
    const changed = readFileSync(path.join(land, 'person_2023.csv'));
    writeFileSync(manifest, genuine.replace(hashOf(own), hashOf(changed)));
    expect(readFileSync(manifest, 'utf8')).not.toBe(genuine);
    await importInto(forged, 'person', 'person_2023.csv');
    expect(forged.origin).toBe('real');
    await expect(pack(forged, 'förfalskad')).rejects.toMatchObject({ key: 'release.onlySynthetic' });
    forged.close();
    writeFileSync(manifest, genuine);

    // Taking the made-up register back does not bring the stamp back.
    rmSync(path.join(land, 'person_2023.csv'));
    await synthesise({ folder: land, persons: 40_000, seed: 3, years: [2023] }, silent);
    await importInto(project, 'person', 'person_2023.csv');
    await expect(pack(project, 'riktig')).rejects.toMatchObject({ key: 'release.onlySynthetic' });
    project.close();
  });
});
