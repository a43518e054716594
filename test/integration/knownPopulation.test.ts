import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFiles, type Imported } from '../../electron/engine/import/import.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { previewFile } from '../../electron/engine/preview/previewFile.ts';
import { specificationFrom } from '../../electron/engine/preview/specificationFrom.ts';
import { qualityReport } from '../../electron/engine/quality/report.ts';
import { type AreaKeySpecification, specificationSchema } from '../../shared/schemas/specification.ts';
import { AREA_KEY, personFile, takeIn, takeInAreas, write } from '../support/deliveries.ts';
import { newProject, temporaryFolder } from '../support/project.ts';

// The known population from statistical tables, as Statistikdatabasen lets them out: against the registered persons.

const PX = `CHARSET="ANSI";
CODEPAGE="iso-8859-15";
TITLE="Folkmängd";
CONTENTS="Folkmängd";
STUB="region";
HEADING="kön";
VARIABLECODE("region")="Region";
VALUES("region")="Norra","Södra";
CODES("region")="6001R001_RegSO2020","6001R002_RegSO2020";
VALUES("kön")="totalt","män","kvinnor";
CODES("kön")="T","1","2";
DATA=
40 20 20
25 12 13;
`;
const JSON_STAT = JSON.stringify({
  version: '2.0',
  class: 'dataset',
  label: 'Folkmängd',
  id: ['Region', 'ContentsCode'],
  size: [2, 1],
  role: { geo: ['Region'], metric: ['ContentsCode'] },
  dimension: {
    Region: { category: { index: { '6001C1010': 0, '6001C1020': 1 }, label: { '6001C1010': 'a', '6001C1020': 'b' } } },
    ContentsCode: { category: { index: { BE1: 0 }, label: { BE1: 'Folkmängd' } } },
  },
  value: [30, 30],
});

let folder: ReturnType<typeof temporaryFolder>;
let project: Project;
beforeEach(async () => {
  folder = temporaryFolder();
  project = newProject(folder.path);
});
afterEach(() => {
  project.close();
  folder.remove();
});

const withoutPopulation = AREA_KEY.replaceAll(/;(?:Folkmangd|\d{3})$/gmu, '');
const take = (file: string, more: Partial<AreaKeySpecification> = {}, replace = false): Promise<Imported> =>
  importFiles(
    project,
    { specification: specificationSchema.parse({ version: 1, kind: 'area-key', ...more }), files: [file], replace },
    silent,
  );
const persons = async (): Promise<void> => {
  const rows = Array.from({ length: 60 }, (_, i) => `${i + 1};2023;6001C10${i < 40 ? '1' : '2'}0;1;30;1,5`);
  await takeIn(project, [write(folder.path, 'person_2023.csv', personFile(rows))]);
};
const known = (): unknown => qualityReport(project, 'person', 2023).population?.nation;

describe('a statistical table as known population', () => {
  it('is held against the persons of the register, from PX and from JSON-stat', async () => {
    await takeInAreas(project, write(folder.path, 'nyckel.csv', withoutPopulation));
    await persons();
    expect(qualityReport(project, 'person', 2023).population).toBeNull();
    const px = write(folder.path, 'folk.px', Buffer.from(PX, 'latin1'));
    expect(specificationFrom(await previewFile(px))).toEqual({ version: 1, kind: 'area-key' });
    const delivery = await take(px, { select: { kön: 'T' } });
    expect(delivery.details).toMatchObject({ versions: ['2020'] });
    expect(known()).toEqual({ known: 65, counted: 60, difference: -5 / 65 });
    const json = write(folder.path, 'folk.json', JSON_STAT);
    await expect(take(json)).rejects.toThrow('areas.population.alreadyThere');
    await take(json, {}, true);
    expect(known()).toEqual({ known: 60, counted: 60, difference: 0 });
  });

  it('is refused when it is not plain what is meant, or whose areas they are', async () => {
    const px = write(folder.path, 'folk.px', Buffer.from(PX, 'latin1'));
    await expect(take(px, { select: { kön: 'T' } })).rejects.toThrow('areas.population.noKey');
    await takeInAreas(project, write(folder.path, 'nyckel.csv', AREA_KEY));
    await expect(take(px)).rejects.toThrow('statistics.choose');
    await expect(take(px, { select: { kön: '*' } })).rejects.toThrow('areas.population.oneFigure');
    const other = write(folder.path, 'annan.px', Buffer.from(PX.replace('6001R002_', '6001R009_'), 'latin1'));
    await expect(take(other, { select: { kön: 'T' } })).rejects.toThrow('areas.population.otherDivision');
    const half = write(folder.path, 'halv.px', Buffer.from(PX.replace('40 20', '40.5 20'), 'latin1'));
    await expect(take(half, { select: { kön: 'T' } }, true)).rejects.toThrow('areas.population.notPeople');
  });

  it('says its division where two have the same areas', async () => {
    await takeInAreas(project, write(folder.path, 'nyckel.csv', withoutPopulation));
    await takeInAreas(project, write(folder.path, 'nyckel2.csv', withoutPopulation.replaceAll(';2020', ';2025')));
    const px = write(folder.path, 'folk.px', Buffer.from(PX, 'latin1'));
    await expect(take(px, { select: { kön: 'T' } })).rejects.toThrow('areas.population.whichDivision');
    expect((await take(px, { select: { kön: 'T' }, division: '2025' })).details).toMatchObject({ versions: ['2025'] });
  });
});
