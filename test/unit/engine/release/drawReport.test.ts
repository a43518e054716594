import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silent } from '../../../../electron/engine/jobs/progress.ts';
import { drawReport } from '../../../../electron/engine/release/drawReport.ts';
import { openPackage } from '../../../../electron/engine/release/openPackage.ts';
import { packageFiles } from '../../../../electron/engine/release/packageFiles.ts';
import { writePackageFolder } from '../../../../electron/engine/release/packageFolder.ts';
import type { ShownPackage } from '../../../../electron/engine/release/writers/shown/shown.ts';
import { hierarchicalDimension } from '../../../../shared/domain/tables/dimension.ts';
import { areaDimension, contentOf, division, packagedTable } from '../../../support/packageContent.ts';
import { temporaryFolder } from '../../../support/project.ts';

const base = temporaryFolder();
const pairs = areaDimension(6).codes.flatMap((code) => {
  if (code === 'Totalt') return [{ child: '60', parent: 'Totalt' }];
  return [{ child: code, parent: code.includes('R') ? code.slice(0, 4) : '60' }];
});
const built = hierarchicalDimension('omrade', pairs, 'Totalt');
if (!built.ok) throw new Error('the areas are a hierarchy');
const dimensions = [built.dimension, division('kategori', ['ja', 'nej'])];
const hiddenAt = 3 * built.dimension.codes.indexOf('6001R002') + 1;
const tableOf = (year: number, more: number) => {
  const made = packagedTable('andel', dimensions, (cell) =>
    cell === hiddenAt ? 2 : 300 + more * cell + ((cell * 37) % 90),
  );
  return { ...made, year, about: { ...made.about, year } };
};
const folderOf = async (year: number, more: number, madeAt: string): Promise<string> => {
  const folder = path.join(base.path, `${String(year)}-${madeAt}`);
  const formats = ['csv'];
  const content = contentOf([tableOf(year, more)], { stamp: 'PROV', madeAt: new Date(madeAt), formats });
  await writePackageFolder(folder, await packageFiles(content, Buffer.alloc(32, 1)));
  return folder;
};

let later: ShownPackage;
let earlier: ShownPackage;
beforeAll(async () => {
  later = await openPackage(await folderOf(2023, 3, '2026-01-02'), silent);
  earlier = await openPackage(await folderOf(2022, 0, '2025-01-02'), silent);
});
afterAll(() => {
  base.remove();
});

const drawn = async (whole: ShownPackage, more: Partial<Parameters<typeof drawReport>[1]> = {}) =>
  new Map(
    (await drawReport(whole, { language: 'sv', ...more }, silent)).map(({ name, bytes }) => [name, Buffer.from(bytes)]),
  );

describe('a report from a package', () => {
  it('is not written from a package that does not hold', async () => {
    const folder = await folderOf(2023, 1, '2024-01-02');
    const file = path.join(folder, 'certifikat', 'andel.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Tabell', 'Tabeii'));
    await expect(openPackage(folder, silent)).rejects.toMatchObject({ key: 'report.packageFails' });
  });

  it('says in the name of every file that it may not be handed out, and is the same whenever it is made, undated', async () => {
    const again = await openPackage(await folderOf(2023, 3, '2026-05-06'), silent);
    const [first, second] = [await drawn(later, { dated: false }), await drawn(again, { dated: false })];
    expect([...first.keys()]).toEqual(['rapport.PROV.html', 'rapport.PROV.pdf', 'rapport.PROV.docx']);
    for (const [name, bytes] of first) expect([name, second.get(name)?.equals(bytes)]).toEqual([name, true]);
    expect((await drawn(later, { formats: ['html'] })).get('rapport.PROV.html')?.toString()).toContain('2026-01-02');
    expect(first.get('rapport.PROV.html')?.toString()).not.toContain('2026-01-02');
  });

  it('holds years against each other in percentage points, and only what both show', async () => {
    const page = (await drawn(later, { formats: ['html'], chapters: ['change'], earlier: [earlier] }))
      .get('rapport.PROV.html')
      ?.toString();
    const share = ({ tables: [table] }: ShownPackage, at: number): number =>
      (100 * (table?.values[3 * at + 1] ?? Number.NaN)) / (table?.values[3 * at] ?? Number.NaN);
    const difference = share(later, 0) - share(earlier, 0);
    const written = Math.abs(difference).toFixed(1).replace('.', ',');
    expect(page).toContain(`${difference < 0 ? '−' : '+'}${written} procentenheter`);
    const rows = page?.match(/<tr><th scope="row">/gu)?.length ?? 0;
    const both = (later.tables[0]?.dimensions[0]?.codes ?? []).filter(
      (code, i) => code.includes('R') && !Number.isNaN(share(later, i)) && !Number.isNaN(share(earlier, i)),
    );
    expect(rows - 1).toBe(both.length);
  });

  it('has the chapters asked for, in English when asked', async () => {
    const page = (await drawn(later, { formats: ['html'], language: 'en', chapters: ['method'] }))
      .get('rapport.PROV.html')
      ?.toString();
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('Share = 100');
    expect(page).not.toContain('How the tables are protected');
  });
});

describe('area cards', () => {
  it('are one page per area, one file per municipality, with the symbol for what is hidden', async () => {
    const files = await drawn(later, { formats: ['html', 'pdf'], cards: 'all' });
    expect([...files.keys()].filter((name) => name.startsWith('omradeskort/'))).toEqual([
      'omradeskort/6001.PROV.html',
      'omradeskort/6001.PROV.pdf',
      'omradeskort/6002.PROV.html',
      'omradeskort/6002.PROV.pdf',
    ]);
    const pdf = files.get('omradeskort/6001.PROV.pdf')?.toString('latin1') ?? '';
    expect(pdf.match(/\/Type \/Page\n/gu)).toHaveLength(3);
    const cards = ['6001', '6002'].map((town) => files.get(`omradeskort/${town}.PROV.html`)?.toString() ?? '');
    expect(cards.join('').match(/<td class="hidden">/gu)?.length).toBeGreaterThan(0);
    expect(cards[0]).toContain('6001R001');
    expect(cards[0]).not.toContain('6002R001');
  });

  it('are of the municipalities asked for, and refused where there are none', async () => {
    const files = await drawn(later, { formats: ['html'], cards: ['6002'] });
    expect([...files.keys()]).toEqual(['rapport.PROV.html', 'omradeskort/6002.PROV.html']);
    await expect(drawn(later, { formats: ['html'], cards: ['9999'] })).rejects.toMatchObject({ key: 'report.noCards' });
  });
});
