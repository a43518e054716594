import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewFile } from '../../../../../electron/engine/preview/previewFile.ts';
import { shippedRegister } from '../../../../../electron/engine/preview/shippedSpecifications.ts';
import { specificationFrom } from '../../../../../electron/engine/preview/specificationFrom.ts';
import { specificationSchema } from '../../../../../shared/schemas/specification.ts';
import { write } from '../../../../support/deliveries.ts';
import { DIALECTS, labelledFile, REGISTERS } from '../../../../support/labelledRegisters.ts';
import { temporaryFolder } from '../../../../support/project.ts';

/* The guess is right on realistic files: every register, in every dialect, column by column. */

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => folder.remove());

const ROWS = 400;

describe.each(REGISTERS)('$name', (register) => {
  it.each(DIALECTS)('in the dialect: $name', async (dialect) => {
    const file = write(folder.path, `${register.name}_2023.csv`, labelledFile(register, dialect, ROWS));
    const preview = await previewFile(file);
    expect(preview.dialect).toMatchObject({ header: true, ...dialect.expected });
    expect(preview.rows).toEqual({ count: ROWS, exact: true });
    // A personal number is told by what it identifies, whatever form it has been given.
    const known = preview.columns.map(({ name, type, role }) => [
      name,
      role.value === 'identifier' ? 'text' : type.value,
      role.value,
    ]);
    expect(known).toEqual(register.columns.map(({ name, type, role }) => [name, type, role]));
    const good = preview.fits.find(({ score }) => score >= 0.9);
    expect(good?.specification).toBe(register.specification);
    expect(preview.year.value).toBe(2023);
    expect(preview.problems.filter(({ rule }) => rule !== 'identifier')).toEqual([]);
    expect(specificationSchema.safeParse(specificationFrom(preview)).success).toBe(true);
  });

  it('without a header row', async () => {
    const [dialect] = DIALECTS;
    if (dialect === undefined) throw new Error('there are dialects');
    const file = write(folder.path, `${register.name}_2023.csv`, labelledFile(register, dialect, ROWS, false));
    const { dialect: found, rows, columns, fits } = await previewFile(file);
    expect([found?.header, found?.firstDataLine, rows.count]).toEqual([false, 1, ROWS]);
    expect(columns.map(({ name }) => name)).toEqual(register.columns.map((_, i) => `K${String(i + 1)}`));
    const shipped = shippedRegister(register.specification ?? '');
    // Columns without names are told by their order.
    const same = shipped?.columns.length === columns.length;
    expect(fits[0]?.specification).toBe(same ? register.specification : undefined);
  });
});
