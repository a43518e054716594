import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { importFiles } from '../../electron/engine/import/import.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { ProjectPorts } from '../../electron/engine/project/ports.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { resourceFolder } from '../../electron/engine/indicators/shipped.ts';
import { specificationSchema } from '../../shared/schemas/specification.ts';
import { newProject } from './project.ts';
import { personRegister } from './smallCountry.ts';

/*
 * Four municipalities whose people are placed by blocks, and two divisions that are made of blocks: so everybody's area is known in both.
 * In 2025 the first municipality has an area split in two, the second two that became one, the third a block that moved from one
 * area to another, and the fourth is as it was.
 */

const MUNICIPALITIES = ['6001', '6002', '6101', '6102'] as const;

/** Areas of each municipality by block a, b, c, d. */
const DIVISIONS = {
  '2020': { '6001': '1123', '6002': '1123', '6101': '1123', '6102': '1123' },
  '2025': { '6001': '4523', '6002': '6663', '6101': '1223', '6102': '1123' },
} as const;
export type Division = keyof typeof DIVISIONS;

const CHANGES = [
  ['6001R001', '6001R004', 'Upphör, till nybildad'],
  ['6001R001', '6001R005', 'Upphör, till nybildad'],
  ['6002R001', '6002R006', 'Upphör, till nybildad'],
  ['6002R002', '6002R006', 'Upphör, till nybildad'],
  ['6101R001', '6101R001', 'Minskad'],
  ['6101R002', '6101R002', 'Utvidgad'],
  ['6101R001', '6101R002', 'Ger del till befintlig'],
] as const;

export interface Placed {
  readonly municipality: (typeof MUNICIPALITIES)[number];
  /** 0 to 3. */
  readonly block: number;
  readonly sex: number;
  readonly age: number;
}

/** So many of an age in every block of every municipality; `of` says otherwise for some. */
export const placedPeople = (
  of: (municipality: string, block: number) => readonly (readonly [number, number])[],
): Placed[] =>
  MUNICIPALITIES.flatMap((municipality) =>
    [0, 1, 2, 3].flatMap((block) =>
      of(municipality, block).flatMap(([count, age]) =>
        Array.from({ length: count }, (_, i) => ({ municipality, block, sex: 1 + (i % 2), age })),
      ),
    ),
  );

const areaOf = (division: Division, municipality: (typeof MUNICIPALITIES)[number], block: number): string =>
  `${municipality}R00${DIVISIONS[division][municipality][block] ?? ''}`;

const desoOf = (regso: string): string => `${regso.slice(0, 4)}C1${regso.slice(-2)}0`;

function keyOf(folder: string, division: Division): string {
  const codes = [...new Set(MUNICIPALITIES.flatMap((m) => [0, 1, 2, 3].map((block) => areaOf(division, m, block))))];
  const rows = codes.map((regso) => {
    const [m, l] = [regso.slice(0, 4), regso.slice(0, 2)];
    return `${desoOf(regso)};${regso};${regso};${m};K${m};${l};L${l};${division};9`;
  });
  const file = path.join(folder, `nyckel-${division}.csv`);
  writeFileSync(
    file,
    `${['DeSO;RegSO;RegSOnamn;Kommun;Kommunnamn;Lan;Lannamn;Version;Folkmangd', ...rows].join('\n')}\n`,
  );
  return file;
}

/** A project of 2024 whose people stand in the areas of one division; with both keys it has the list of changes too. */
export async function dividedCountry(
  folder: string,
  name: string,
  ports: ProjectPorts,
  people: readonly Placed[],
  { coded, keys }: { readonly coded: Division; readonly keys: readonly Division[] },
): Promise<Project> {
  const project = newProject(folder, name, ports);
  const areaKey = specificationSchema.parse({ version: 1, kind: 'area-key', dialect: { delimiter: ';' } });
  const take = (specification: Parameters<typeof importFiles>[1]['specification'], files: readonly string[]) =>
    importFiles(project, { specification, files, replace: true }, silent);
  await take(
    areaKey,
    keys.map((division) => keyOf(folder, division)),
  );
  if (keys.length > 1) {
    const list = path.join(folder, 'forandringar.csv');
    const lines = CHANGES.map(([from, to, kind]) => `2020;2025;${from};;${to};;${kind}`);
    writeFileSync(list, `${['FranVersion;TillVersion;FranKod;FranNamn;TillKod;TillNamn;Typ', ...lines].join('\n')}\n`);
    await take(await readSpecification(path.join(resourceFolder('specifications'), 'forandringar.json')), [list]);
  }
  const register = path.join(folder, `person-${coded}.csv`);
  const lines = people.map(({ municipality, block, sex, age }, i) => {
    const regso = areaOf(coded, municipality, block);
    return `${String(i + 1)};2024;${desoOf(regso)};${regso};${String(sex)};${String(age)}`;
  });
  writeFileSync(register, `${['LopNr;Ar;DeSO;RegSO;Kon;Alder', ...lines].join('\n')}\n`);
  await take(personRegister, [register]);
  return project;
}
