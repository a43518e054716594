import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Project } from '../../../../../electron/engine/project/project.ts';
import { registersOf } from '../../../../../electron/engine/requests/dataRegisters.ts';
import { rowsOf } from '../../../../../electron/engine/requests/dataRows.ts';
import {
  AREA_KEY,
  GOOD_ROWS,
  personFile,
  PERSONS,
  takeIn,
  takeInAreas,
  write,
} from '../../../../support/deliveries.ts';
import { newProject, temporaryFolder } from '../../../../support/project.ts';

let folder: ReturnType<typeof temporaryFolder>;
let project: Project;
beforeEach(async () => {
  folder = temporaryFolder();
  project = newProject(folder.path);
  await takeInAreas(project, write(folder.path, 'key.csv', AREA_KEY));
  await takeIn(project, [write(folder.path, 'person_2023.csv', personFile(GOOD_ROWS))]);
});
afterEach(() => {
  project.close();
  folder.remove();
});

describe('rows to look at', () => {
  it('shows values, hides keys, and leaves empty what is missing', () => {
    const { total, first, columns, rows } = rowsOf(project, 'person', 2023, 0);
    expect({ total, first }).toEqual({ total: 3, first: 0 });
    expect(columns.map(({ name }) => name)).toEqual(['LopNr', 'Ar', 'DeSO', 'Kon', 'Alder', 'Inkomst']);
    expect(rows).toEqual([
      ['•', '2023', '6001C1010', '1', '34', '2510.5'],
      ['•', '2023', '6001C1020', '2', '', ''],
      ['•', '2023', '', '1', '0', '-12.25'],
    ]);
  });

  it('writes in the log who looked at what, before anything is shown, and no value', () => {
    rowsOf(project, 'person', 2023, 1);
    const entry = project.log().at(-1);
    expect(entry?.action).toBe('look');
    expect(entry?.details).toEqual({ register: 'person', year: 2023, firstRow: 2, rows: 2 });
  });

  it('shows at most a thousand, from where it is asked to', async () => {
    const many = Array.from({ length: 70_000 }, (_, i) => `${String(i + 1)};2024;;1;${String(i % 100)};`);
    await takeIn(project, [write(folder.path, 'person_2024.csv', personFile(many))]);
    const page = rowsOf(project, 'person', 2024, 65_000);
    expect(page.rows).toHaveLength(1000);
    expect(page.rows[0]?.[4]).toBe('0');
    // Over the border between two chunks.
    expect(page.rows.map((row) => Number(row[4]))).toEqual(Array.from({ length: 1000 }, (_, i) => (65_000 + i) % 100));
    expect(rowsOf(project, 'person', 2024, 69_500).rows).toHaveLength(500);
    expect(rowsOf(project, 'person', 2024, 1_000_000).rows).toHaveLength(1);
  });

  it('refuses a register-year that is not there', () => {
    expect(() => rowsOf(project, 'person', 1999, 0)).toThrow('store.noRegister');
  });
});

describe('the registers of a project', () => {
  it('come with their years, files, and what is missing, also where a year lacks a column', async () => {
    const columns = PERSONS.columns.filter(({ source }) => source !== 'Alder');
    const content = personFile(['1;2024;6001C1010;1;9,5', '2;2024;;2;'], 'LopNr;Ar;DeSO;Kon;Inkomst');
    await takeIn(project, [write(folder.path, 'person_2024.csv', content)], { ...PERSONS, columns });
    const [person] = registersOf(project);
    expect(person?.years).toMatchObject([
      { year: 2023, rows: 3, rowsRead: 3, rowsRefused: 0, orphans: 0, files: ['person_2023.csv'] },
      { year: 2024, rows: 2, files: ['person_2024.csv'] },
    ]);
    expect(Object.fromEntries((person?.columns ?? []).map(({ name, missing }) => [name, missing]))).toEqual({
      LopNr: [0, 0],
      Ar: [0, 0],
      DeSO: [1, 1],
      Kon: [0, 0],
      Inkomst: [1, 1],
      Alder: [1, null],
    });
  });
});
