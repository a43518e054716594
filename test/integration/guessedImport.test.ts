import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFiles } from '../../electron/engine/import/import.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { previewFile } from '../../electron/engine/preview/previewFile.ts';
import { specificationFrom } from '../../electron/engine/preview/specificationFrom.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { write } from '../support/deliveries.ts';
import { DIALECTS, labelledFile, REGISTERS } from '../support/labelledRegisters.ts';
import { newProject, temporaryFolder } from '../support/project.ts';

/* What a preview guesses can be imported as it stands: every row of every register, in every dialect. */

let folder: ReturnType<typeof temporaryFolder>;
let project: Project;
beforeAll(() => {
  folder = temporaryFolder();
  project = newProject(folder.path);
});
afterAll(() => {
  project.close();
  folder.remove();
});

const ROWS = 300;

describe.each(DIALECTS)('a guessed import in the dialect: $name', (dialect) => {
  it.each(REGISTERS)('$name', async (register) => {
    const file = write(folder.path, `${register.name}_2023.csv`, labelledFile(register, dialect, ROWS));
    const specification = specificationFrom(await previewFile(file), { register: register.name });
    const { registers } = await importFiles(project, { specification, files: [file], replace: true }, silent);
    expect(registers).toMatchObject([{ register: register.name, year: 2023, rows: ROWS, refused: 0 }]);
  });
});
