import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guessSpecification } from '../../../../../electron/engine/import/guess.ts';
import { specificationSchema } from '../../../../../shared/schemas/specification.ts';
import { write } from '../../../../support/deliveries.ts';
import { temporaryFolder } from '../../../../support/project.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

describe('guessSpecification', () => {
  it('sees keys, years, areas, numbers and codes, and leaves out what identifies people', async () => {
    const rows = [
      'LopNr;Ar;DeSO;RegSO;Lan;Belopp;Antal;Typ;Personnr;Kontakt',
      '10;2023;6001C1010;6001R001;06;1,5;3;Våld;191212121212;a@exempel.se',
      '11;2023;;6001R001;14;2;;Stöld;189001019802;b@exempel.se',
    ];
    const file = write(folder.path, 'Brott 2023.csv', `${rows.join('\n')}\n`);
    const { specification, left } = await guessSpecification(file);
    expect(specificationSchema.parse(specification)).toEqual(specification);
    expect(specification).toMatchObject({
      register: 'brott',
      year: { column: 'Ar' },
      dialect: { delimiter: ';', decimal: ',', encoding: 'utf-8' },
      unique: ['LopNr'],
    });
    if (specification.kind !== 'register') throw new Error('a register was written');
    const types = Object.fromEntries(specification.columns.map(({ source, type }) => [source, type]));
    expect(types).toEqual({
      LopNr: 'key',
      Ar: 'integer',
      DeSO: 'area',
      RegSO: 'area',
      Lan: 'area',
      Belopp: 'decimal',
      Antal: 'integer',
      Typ: 'category',
      Personnr: 'ignore',
      Kontakt: 'ignore',
    });
    expect(left).toEqual(['Personnr', 'Kontakt']);
    expect(JSON.stringify(specification)).not.toMatch(/1212|exempel|Våld/u);
  });

  it('takes the year from the file name when no column says it', async () => {
    const { specification } = await guessSpecification(write(folder.path, 'x_2021.csv', 'a,b\n1.5,x\n'));
    expect(specification).toMatchObject({ register: 'x', year: 2021 });
  });

  it('makes up no year: it is said, or the file is refused with what to do', async () => {
    const file = write(folder.path, 'x.csv', 'a,b\n1.5,x\n');
    await expect(guessSpecification(file)).rejects.toMatchObject({ kind: 'input', key: 'preview.yearUnknown' });
    expect((await guessSpecification(file, { year: 2019 })).specification).toMatchObject({ year: 2019 });
  });
});
