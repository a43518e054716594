import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { areaTable } from '../../electron/engine/release/areaTable.ts';
import { packageFiles } from '../../electron/engine/release/packageFiles.ts';
import { writePackageFolder } from '../../electron/engine/release/packageFolder.ts';
import { packagedJson, sealManifest } from '../../electron/engine/release/seal.ts';
import { fingerprint, publicKeyOf, sha256Of } from '../../electron/engine/release/signing.ts';
import { verifyPackage } from '../../electron/engine/release/verifyPackage.ts';
import type { CheckedTable } from '../../shared/domain/disclosure/checkedTable.ts';
import { protectFrequencyTable } from '../../shared/domain/disclosure/protect.ts';
import { DEFAULT_RULES } from '../../shared/domain/disclosure/rules.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import type { Certificate } from '../../shared/schemas/certificate.ts';
import type { Manifest } from '../../shared/schemas/packageManifest.ts';
import type { ReleaseTable } from '../../shared/schemas/releasePlan.ts';
import { descriptionOf } from '../support/tableDescription.ts';

const both = (label: string): { sv: string; en: string } => ({ sv: label, en: label });
const secret = Buffer.alloc(32, 3);
const KEY = fingerprint(publicKeyOf(secret));

const places = Array.from({ length: 24 }, (_, i) => {
  const county = String(60 + Math.floor(i / 12));
  const municipality = `${county}0${String(1 + (Math.floor(i / 4) % 3))}`;
  return {
    code: `${municipality}R00${String(1 + (i % 4))}`,
    name: i === 0 ? '=Påhitt, "norra"' : `Påhitt ${String(i)}`,
    municipalityCode: municipality,
    municipalityName: `Kommun ${municipality}`,
    countyCode: county,
    countyName: `Län ${county}`,
  };
});

function checkedTable(minFrequency = DEFAULT_RULES.minFrequency): CheckedTable {
  const random = generator(5, 'package test');
  const categories = ['ung', 'vuxen', 'gammal'].map((code) => ({ code, label: both(code) }));
  const counts = Float64Array.from({ length: places.length * 3 }, () => random.integer(40));
  const plan: ReleaseTable = {
    id: 'alder',
    title: both('Ålder'),
    level: 'regso',
    content: { kind: 'indicator', indicator: 'x' },
  };
  const outcome = protectFrequencyTable(areaTable(plan, places, { counts, categories, withoutArea: 0 }), {
    ...DEFAULT_RULES,
    minFrequency,
  });
  if (!outcome.ok) throw new Error('the test table cannot be protected');
  return outcome.checked;
}

const checked = checkedTable();
const content = {
  title: both('Provpaket'),
  stamp: 'PROV – får inte lämnas ut',
  synthetic: true,
  madeAt: new Date('2026-01-02T03:04:05Z'),
  productVersion: '0.1.0',
  tables: [{ id: 'alder', title: both('Ålder'), year: 2023, checked, about: descriptionOf(checked, both('Ålder')) }],
};

let root = '';
let whole = '';
let copies = 0;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'sigill-package-'));
  whole = path.join(root, 'paket');
  await writePackageFolder(whole, await packageFiles(content, secret));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function copyOfPackage(): Promise<string> {
  copies += 1;
  const folder = path.join(root, `kopia-${String(copies)}`);
  await cp(whole, folder, { recursive: true });
  return folder;
}

const keysOf = async (folder: string, key?: string): Promise<string[]> =>
  (await verifyPackage(folder, silent, { seal: key })).findings.map(
    (found) => `${found.key} ${String(found.parameters['file'] ?? '')}`,
  );

const filesOf = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));

/** What an attacker with a key of their own can do: change a file, mend the hashes, seal it anew. */
async function forge(folder: string, name: string, change: (bytes: Buffer) => Buffer): Promise<void> {
  const bytes = change(await readFile(path.join(folder, name)));
  await writeFile(path.join(folder, name), bytes);
  const manifest = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const files = manifest.files.map((file) =>
    file.name === name ? { ...file, bytes: bytes.length, sha256: sha256Of(bytes) } : file,
  );
  const mended = packagedJson({ ...manifest, files });
  await writeFile(path.join(folder, 'manifest.json'), mended);
  await writeFile(path.join(folder, 'sigill.json'), sealManifest(mended, Buffer.alloc(32, 9)));
}

const forgeCertificate = (folder: string, change: (certificate: Certificate) => Certificate): Promise<void> =>
  forge(folder, 'certifikat/alder.json', (bytes) =>
    packagedJson(change(JSON.parse(bytes.toString('utf8')) as Certificate)),
  );

describe('a package', () => {
  it('is whole, with hidden cells, and the same bytes at every run', async () => {
    const verification = await verifyPackage(whole, silent, { seal: KEY });
    expect(verification.findings).toEqual([]);
    expect(verification.fingerprint).toBe(KEY);
    expect(checked.counts.hidden).toBeGreaterThan(4);
    expect(await packageFiles(content, secret)).toEqual(await packageFiles(content, secret));
  });

  it('shows one symbol for every hidden cell, and no count below the limit', async () => {
    const csv = await readFile(path.join(whole, 'tabeller/alder.PROV.csv'), 'utf8');
    const cells = csv
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.slice(line.lastIndexOf(',') + 1));
    expect(cells.filter((cell) => cell === '..').length).toBe(checked.counts.hidden);
    expect(cells.filter((cell) => cell !== '..' && Number(cell) > 0 && Number(cell) < 5)).toEqual([]);
    expect(csv).toContain(`"'=Påhitt, ""norra"""`);
  });

  it('takes nothing but checked tables', async () => {
    const forged = { ...checked } as CheckedTable;
    const packing = (table: CheckedTable) => ({
      ...content,
      tables: [{ id: 'a', title: both('a'), year: 2023, checked: table, about: descriptionOf(checked, both('a')) }],
    });
    await expect(packageFiles(packing(forged), secret)).rejects.toThrow('Only a checked table may leave.');
    const copied = packing(JSON.parse(JSON.stringify(checked)) as CheckedTable);
    await expect(packageFiles(copied, secret)).rejects.toThrow('Only a checked');
  });

  it('promises no higher limit than that of its loosest table', async () => {
    const [table] = content.tables;
    if (table === undefined) throw new Error('the package has a table');
    const tight = { ...table, id: 'snäv', checked: checkedTable(7) };
    const files = await packageFiles({ ...content, tables: [tight, table] }, secret);
    const manifest = files.find(({ name }) => name === 'manifest.json')?.bytes ?? Buffer.alloc(0);
    expect(JSON.parse(Buffer.from(manifest).toString('utf8'))).toMatchObject({ rules: { minFrequency: 5 } });
  });

  it('never writes over a folder, and leaves nothing behind when it cannot write', async () => {
    const before = await readdir(root);
    await expect(writePackageFolder(whole, await packageFiles(content, secret))).rejects.toMatchObject({
      key: 'release.folderExists',
    });
    const impossible = [
      { name: 'a/b', bytes: Buffer.alloc(1) },
      { name: 'a', bytes: Buffer.alloc(1) },
    ];
    await expect(writePackageFolder(path.join(root, 'ny'), impossible)).rejects.toThrow(/EEXIST|EISDIR/u);
    expect(await readdir(root)).toEqual(before);
  });
});

describe('verifying', () => {
  it('names the file when one byte of any file was changed', async () => {
    const random = generator(11, 'bytes');
    for (const name of await filesOf(whole))
      for (let round = 0; round < 3; round += 1) {
        const folder = await copyOfPackage();
        const bytes = await readFile(path.join(folder, name));
        const at = random.integer(bytes.length);
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << random.integer(8)), at);
        await writeFile(path.join(folder, name), bytes);
        expect(await keysOf(folder), `${name}, byte ${String(at)}`).toEqual([`verify.changed ${name}`]);
      }
  });

  it('names what is missing, what does not belong, and what is no ordinary file', async () => {
    const folder = await copyOfPackage();
    await rm(path.join(folder, 'readme.txt'));
    await writeFile(path.join(folder, 'mer.txt'), 'x');
    await symlink('/etc/hostname', path.join(folder, 'tabeller', 'länk'));
    expect((await keysOf(folder)).sort()).toEqual([
      'verify.extra mer.txt',
      'verify.missing readme.txt',
      'verify.notAFile tabeller/länk',
    ]);
  });

  it('says so when the folder is no package', async () => {
    const folder = await mkdtemp(path.join(root, 'tom-'));
    expect(await keysOf(folder)).toEqual(['verify.notAPackage manifest.json']);
  });

  it('tells a package that was sealed anew by its key (SACRO Viewer: checksums lie beside the files they protect), and names that were changed', async () => {
    const folder = await copyOfPackage();
    await forge(folder, 'tabeller/alder.PROV.csv', (bytes) => bytes);
    expect(await keysOf(folder)).toEqual([]);
    expect((await verifyPackage(folder, silent, { seal: KEY })).findings.map(({ key }) => key)).toEqual([
      'verify.wrongKey',
    ]);
    await forge(folder, 'tabeller/alder.PROV.csv', (bytes) =>
      Buffer.from(bytes.toString('utf8').replaceAll('Påhitt 1,', 'Påhitt 100,')),
    );
    expect(await keysOf(folder)).toEqual(['verify.cellsDiffer tabeller/alder.PROV.csv']);
  });

  it('lets nothing be told on the side in the text for people', async () => {
    const folder = await copyOfPackage();
    await forge(folder, 'readme.txt', (bytes) => Buffer.concat([bytes, Buffer.from('Godkänt.\n')]));
    expect(await keysOf(folder)).toEqual(['verify.cellsDiffer readme.txt']);
  });

  it('sees through a table whose count was changed and sealed anew', async () => {
    const folder = await copyOfPackage();
    await forge(folder, 'tabeller/alder.PROV.csv', (bytes) =>
      Buffer.from(bytes.toString('utf8').replace(/,(\d+)\n/u, ',1\n')),
    );
    expect(await keysOf(folder)).toEqual(['verify.cellsDiffer tabeller/alder.PROV.csv']);
  });

  it('sees through a certificate that does not add up, or promises wider intervals', async () => {
    const folder = await copyOfPackage();
    await forgeCertificate(folder, (certificate) => ({
      ...certificate,
      values: certificate.values.map((value, i) => (i === 0 && value !== null ? value + 1 : value)),
    }));
    expect(await keysOf(folder)).toContain('verify.doesNotAddUp certifikat/alder.json');

    const wider = await copyOfPackage();
    await forgeCertificate(wider, (certificate) => ({
      ...certificate,
      intervals: certificate.intervals.map((interval, i) =>
        i === 0 ? { ...interval, max: (interval.max ?? 0) + 1 } : interval,
      ),
    }));
    expect(await keysOf(wider)).toEqual(['verify.intervalsDiffer certifikat/alder.json']);
  });

  it('sees through a certificate that leaves out an equation', async () => {
    const folder = await copyOfPackage();
    await forgeCertificate(folder, (certificate) => ({ ...certificate, equations: certificate.equations.slice(1) }));
    expect(await keysOf(folder)).toEqual(['verify.doesNotAddUp certifikat/alder.json']);
  });

  const CSV = 'tabeller/alder.PROV.csv';
  const CERTIFICATE = 'certifikat/alder.json';
  const inCsv = async (change: (csv: string) => string): Promise<string[]> => {
    const folder = await copyOfPackage();
    await forge(folder, CSV, (bytes) => {
      const changed = change(bytes.toString('utf8'));
      expect(changed).not.toBe(bytes.toString('utf8'));
      return Buffer.from(changed);
    });
    return keysOf(folder);
  };

  it('sees through counts moved to other areas or categories, further columns and trailing text', async () => {
    const differs = [`verify.cellsDiffer ${CSV}`];
    expect(await inCsv((csv) => csv.replaceAll('6001R002,', '6001R9,'))).toEqual(differs);
    expect(await inCsv((csv) => csv.replace(',ung,ung,', ',vuxen,ung,'))).toEqual(differs);
    expect(await inCsv((csv) => csv.replace(',6001,ung,', ',6002,ung,'))).toEqual(differs);
    expect(await inCsv((csv) => csv.replace(/,\.\.\n/u, ',3,..\n'))).toEqual(differs);
    expect(await inCsv((csv) => csv.replace('Antal\n', 'Andel\n'))).toEqual(differs);
    expect(await inCsv((csv) => `${csv}dolda: 3 2 4`)).toEqual(differs);
  });

  it('sees through a small count that stands in the table, and a hidden one that anyone can tell is small', async () => {
    const folder = await copyOfPackage();
    await forgeCertificate(folder, (certificate) => ({
      ...certificate,
      rules: { ...certificate.rules, minFrequency: 1000 },
    }));
    expect(await keysOf(folder)).toContain(`verify.small ${CERTIFICATE}`);
  });

  it('sees through an area that hangs under no other, so that its counts are in no sum', async () => {
    const folder = await copyOfPackage();
    await forgeCertificate(folder, (certificate) => ({
      ...certificate,
      dimensions: certificate.dimensions.map((dimension, d) =>
        d === 0
          ? { ...dimension, parents: dimension.parents.map((p) => (p === '6001' ? 'ingenstans' : p)) }
          : dimension,
      ),
    }));
    expect(await keysOf(folder)).toContain(`verify.doesNotAddUp ${CERTIFICATE}`);
  });

  /** Seals any manifest anew with a key of one's own. */
  async function sealAnew(folder: string, manifest: Buffer): Promise<void> {
    await writeFile(path.join(folder, 'manifest.json'), manifest);
    await writeFile(path.join(folder, 'sigill.json'), sealManifest(manifest, Buffer.alloc(32, 9)));
  }
  const manifestOf = async (folder: string): Promise<Manifest> =>
    JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')) as Manifest;

  it('takes no manifest that two readers can read in two ways', async () => {
    const folder = await copyOfPackage();
    const own = await readFile(path.join(folder, 'manifest.json'), 'utf8');
    await sealAnew(folder, Buffer.from(own.replace('"stamp":', '"stamp": null,\n "stamp":')));
    expect(await keysOf(folder)).toEqual(['verify.changed manifest.json']);
  });

  it('takes no file that is neither a table, its certificate nor the text, and no table twice', async () => {
    const folder = await copyOfPackage();
    const manifest = await manifestOf(folder);
    const bytes = Buffer.from('person,inkomst\n1,2\n');
    await writeFile(path.join(folder, 'mer.csv'), bytes);
    const more = { name: 'mer.csv', bytes: bytes.length, sha256: sha256Of(bytes) };
    for (const [format, table] of [
      ['free', null],
      ['certificate', 'alder'],
      ['csv', 'annan'],
    ] as const) {
      await sealAnew(folder, packagedJson({ ...manifest, files: [...manifest.files, { ...more, format, table }] }));
      expect(await keysOf(folder)).toContain('verify.extra mer.csv');
    }
    await sealAnew(
      folder,
      packagedJson({ ...manifest, files: [...manifest.files, { ...more, format: 'csv', table: 'alder' }] }),
    );
    expect(await keysOf(folder)).toEqual(['verify.cellsDiffer mer.csv']);

    const twice = await copyOfPackage();
    await sealAnew(twice, packagedJson({ ...manifest, tables: [...manifest.tables, ...manifest.tables] }));
    expect(await keysOf(twice)).toEqual(['verify.extra manifest.json']);
    await sealAnew(twice, packagedJson({ ...manifest, files: [...manifest.files, ...manifest.files] }));
    expect(await keysOf(twice)).toContain(`verify.extra ${CSV}`);
  });
});
