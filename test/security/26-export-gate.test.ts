import { describe, expect, expectTypeOf, it } from 'vitest';
import { packageFiles } from '../../electron/engine/release/packageFiles.ts';
import { certificateFile } from '../../electron/engine/release/tableFile.ts';
import type { PackageContent, PackagedTable } from '../../electron/engine/release/writers/writer.ts';
import { writers } from '../../electron/engine/release/writers/writers.ts';
import type { CheckedTable } from '../../shared/domain/disclosure/checkedTable.ts';
import { protectFrequencyTable } from '../../shared/domain/disclosure/protect.ts';
import { DEFAULT_RULES } from '../../shared/domain/disclosure/rules.ts';
import { flatDimension } from '../../shared/domain/tables/dimension.ts';
import { cellCount, frequencyTable } from '../../shared/domain/tables/table.ts';
import { filesWith, sourcesOf } from '../support/sources.ts';
import { descriptionOf } from '../support/tableDescription.ts';

// Security item 26: what leaves takes only a checked table, by its type and again when it is written.

const dimensions = [flatDimension('omrade', ['A', 'B', 'C'], 'T'), flatDimension('kategori', ['x', 'y', 'z'], 'T')];
const counts = Float64Array.from({ length: cellCount(dimensions) }, (_, i) => 3 + ((i * 7) % 20));
const outcome = protectFrequencyTable(
  frequencyTable({ title: 't', measure: 'antal', dimensions }, counts),
  DEFAULT_RULES,
);
if (!outcome.ok) throw new Error('the test table cannot be protected');
const { checked } = outcome;

/** What an attacker, or a mistake, could hand over in place of a checked table. */
const impostors: readonly (readonly [string, unknown])[] = [
  ['a copy', { ...checked }],
  ['a clone through JSON', JSON.parse(JSON.stringify(checked))],
  ['a structured clone', structuredClone({ ...checked })],
  ['an heir', Object.create(checked)],
  ['a proxy', new Proxy(checked, {})],
  ['a literal with every count', { ...checked, values: Array.from(counts) }],
  ['nothing', undefined],
  ['a text', 'checked'],
];

const both = { sv: 't', en: 't' };
const about = descriptionOf(checked, both);
const contentWith = (table: unknown): PackageContent => ({
  title: both,
  stamp: 'PROV',
  synthetic: true,
  madeAt: new Date(0),
  productVersion: '0',
  tables: [{ id: 't', title: both, year: 2023, checked: table as CheckedTable, about }],
});
const packageOf = (table: unknown) => packageFiles(contentWith(table), Buffer.alloc(32, 1));
// The text for people shows no table.
const tableWriters = writers.filter(({ format }) => format !== 'text');

describe('the gate of everything that leaves', () => {
  it('lets a checked table through', async () => {
    expect((await packageOf(checked)).length).toBeGreaterThan(3);
  });

  it.each(impostors)('refuses %s when it is written', async (_what, impostor) => {
    for (const { write } of tableWriters)
      expect(() => write(contentWith(impostor))).toThrow('Only a checked table may leave.');
    expect(() => certificateFile(impostor as CheckedTable, about)).toThrow('Only a checked table may leave.');
    await expect(packageOf(impostor)).rejects.toThrow('Only a checked table may leave.');
  });

  it('cannot be changed after it was checked', () => {
    expect(() => {
      (checked.values as (number | null)[])[0] = 1;
    }).toThrow(TypeError);
  });

  it('is a matter of types before anything runs', () => {
    expectTypeOf<PackagedTable['checked']>().toEqualTypeOf<CheckedTable>();
    expectTypeOf<typeof outcome.working>().not.toExtend<CheckedTable>();
    expectTypeOf<{ title: string; values: number[] }>().not.toExtend<CheckedTable>();
    expectTypeOf(certificateFile).parameter(0).toEqualTypeOf<CheckedTable>();
  });

  it('has one writer of packages, behind which nothing else writes', () => {
    const writers = /writeFile|createWriteStream|writeSync|\bopen\(/u;
    // The ledger's file holds only what has left already, and commitments.
    expect(filesWith(sourcesOf('electron/engine/release'), writers).sort()).toEqual([
      'electron/engine/release/ledger/ledgerFile.ts',
      'electron/engine/release/packageFolder.ts',
    ]);
  });
});
