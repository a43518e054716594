import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Project } from '../../../../../electron/engine/project/project.ts';
import { differencesOf } from '../../../../../electron/engine/requests/importsDifferences.ts';
import { type Choices, propose } from '../../../../../electron/engine/requests/importsProposal.ts';
import { shownPreview } from '../../../../../electron/engine/requests/importsShown.ts';
import { PERSONS, takeIn, write } from '../../../../support/deliveries.ts';
import { newProject, temporaryFolder } from '../../../../support/project.ts';

const NOTHING: Choices = { options: {}, columns: [] };
const KEY = 907_215_643_018;

const rows = (year: number, header = 'LopNr;Ar;DeSO;Kon;Alder;Inkomst'): string =>
  [
    header,
    ...Array.from({ length: 60 }, (_, i) =>
      [KEY + i, year, '', 1 + (i % 2), i % 90, i % 3 === 0 ? '' : `${String(1000 + i)},5`].join(';'),
    ),
    '',
  ].join('\n');

let folder: ReturnType<typeof temporaryFolder>;
let project: Project;
beforeEach(() => {
  folder = temporaryFolder();
  project = newProject(folder.path);
});
afterEach(() => {
  project.close();
  folder.remove();
});

const proposed = (name: string, content: string, choices: Choices = NOTHING) =>
  propose(project, write(folder.path, name, content), choices);

describe('what the window is shown of a file', () => {
  it('hides keys and personal numbers, at most fifty rows, and lets no choice of the window lift it', async () => {
    const content = rows(2024, 'LopNr;Ar;DeSO;Kon;Alder;Inkomst').replaceAll('\n', ';19811228-9874\n');
    const withNumbers = content
      .replace(/^.*\n/u, 'LopNr;Ar;DeSO;Kon;Alder;Inkomst;Pnr\n')
      .replace(/;19811228-9874\n$/u, '\n');
    for (const columns of [
      [],
      [
        { column: 'LopNr', role: 'value', read: 'decimal' },
        { column: 'Pnr', role: 'code', read: 'category' },
      ],
    ] satisfies Choices['columns'][]) {
      const { preview, read } = await proposed('person_2024.csv', withNumbers, { options: {}, columns });
      const shown = shownPreview(preview, read);
      expect(shown.firstRows).toHaveLength(50);
      const text = JSON.stringify(shown);
      expect(text).not.toContain('9072156');
      expect(text).not.toContain('19811228');
      expect(shown.firstRows[1]?.slice(3)).toEqual(['2', '1', '1001,5', expect.stringContaining('•')]);
    }
  });
});

describe('how a file would be read', () => {
  it('is as the person says, and a key that is to be a pseudonym says so', async () => {
    const { specification, read } = await proposed('person_2024.csv', rows(2024), {
      options: {},
      register: 'folk',
      columns: [
        { column: 'LopNr', read: 'pseudonym' },
        { column: 'Kon', read: 'ignore' },
        { column: 'Alder', role: 'code' },
      ],
      toleratedBadRows: 7,
    });
    expect(specification).toMatchObject({ register: 'folk', toleratedBadRows: 7 });
    expect(specification.kind === 'register' && specification.columns[0]).toMatchObject({
      source: 'LopNr',
      type: 'key',
      pseudonymise: true,
    });
    expect([read[0], read[3], read[4]]).toEqual(['pseudonym', 'ignore', 'category']);
  });

  it('says when nothing tells the year', async () => {
    const plain = 'LopNr;Varde\n1;2\n2;3\n';
    expect((await proposed('uppgifter.csv', plain)).yearKnown).toBe(false);
    const said = await proposed('uppgifter.csv', plain, { ...NOTHING, year: 2021 });
    expect(said).toMatchObject({ yearKnown: true, specification: { year: 2021 } });
  });

  it('goes by the year before where the person has said nothing, and tells what differs', async () => {
    const file = write(folder.path, 'person_2023.csv', rows(2023));
    await takeIn(project, [file], PERSONS);
    const changed = rows(2024, 'LopNr;Ar;DeSO;Kon;Alder;Bidrag').replaceAll(/;(\d+);[^;\n]*\n/gu, ';$1;\n');
    const proposal = await proposed('person_2024.csv', changed);
    expect(path.basename(proposal.preview.file.name)).toBe('person_2024.csv');
    expect(proposal.earlier?.year).toBe(2023);
    const kon = proposal.specification.kind === 'register' ? proposal.specification.columns[3] : undefined;
    expect(kon).toMatchObject({ source: 'Kon', codes: { '1': 'man', '2': 'kvinna' } });
    expect(differencesOf(proposal)).toMatchObject({
      year: 2023,
      newColumns: ['Bidrag'],
      vanishedColumns: ['Inkomst'],
      changedTypes: [],
    });
    const own = await proposed('person_2024.csv', changed, {
      options: {},
      columns: [{ column: 'Kon', read: 'integer' }],
    });
    expect(own.read[3]).toBe('integer');
  });

  it('refuses a column name that no specification can hold', async () => {
    await expect(proposed('person_2024.csv', `LopNr;${'x'.repeat(130)}\n1;2\n`)).rejects.toThrow('import.columnName');
  });
});
