import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { importFiles } from '../../electron/engine/import/import.ts';
import type { Delivery } from '../../electron/engine/import/delivery.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { type RegisterSpecification, specificationSchema } from '../../shared/schemas/specification.ts';

/** A small register with a column of every type. */
export const PERSONS: RegisterSpecification = {
  version: 1,
  kind: 'register',
  register: 'person',
  year: { column: 'Ar' },
  dialect: { delimiter: ';', decimal: ',', encoding: 'utf-8' },
  columns: [
    { source: 'LopNr', type: 'key', required: true },
    { source: 'Ar', type: 'integer', required: true },
    { source: 'DeSO', type: 'area', level: 'deso' },
    { source: 'Kon', type: 'category', required: true, codes: { '1': 'man', '2': 'kvinna' } },
    { source: 'Alder', type: 'integer', min: 0, max: 110 },
    { source: 'Inkomst', type: 'decimal', missing: ['..'] },
  ],
  unique: ['LopNr'],
};

export const PERSON_HEADER = 'LopNr;Ar;DeSO;Kon;Alder;Inkomst';
export const GOOD_ROWS = ['1;2023;6001C1010;1;34;2510,5', '2;2023;6001C1020;2;;..', '3;2023;;1;0;-12,25'];

export const personFile = (rows: readonly string[], header = PERSON_HEADER): string =>
  `${[header, ...rows].join('\n')}\n`;

export const AREA_KEY = `DeSO;RegSO;RegSOnamn;Kommun;Kommunnamn;Lan;Lannamn;Version;Folkmangd
6001C1010;6001R001;Norra;6001;Påhitt;60;Påhitts län;2020;700
6001C1020;6001R002;Södra;6001;Påhitt;60;Påhitts län;2020;800
`;

/** Writes a file into a folder and gives its path. */
export function write(folder: string, name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

export const takeIn = (
  project: Project,
  files: readonly string[],
  specification: RegisterSpecification = PERSONS,
  replace = false,
): Promise<Delivery> => importFiles(project, { specification, files, replace }, silent);

export const takeInAreas = (project: Project, file: string): Promise<Delivery> =>
  importFiles(
    project,
    { specification: specificationSchema.parse({ version: 1, kind: 'area-key' }), files: [file], replace: false },
    silent,
  );
