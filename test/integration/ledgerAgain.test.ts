import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Project } from '../../electron/engine/project/project.ts';
import type { ReleaseMethod, ReleaseTable } from '../../shared/schemas/releasePlan.ts';
import { newOrganisation, type TestOrganisation } from '../support/organisation.ts';
import { temporaryFolder } from '../support/project.ts';
import { released, submitted } from '../support/released.ts';
import { agesTable, planOf, smallCountry } from '../support/smallCountry.ts';

/* One table asked for twice: only what shows the very same may leave, whatever it is called and wherever it is made. */

const NOISE: ReleaseMethod = { kind: 'cell-key', noise: { most: 10, variance: 20, smallest: 2 } };
const ROUNDED: ReleaseMethod = { kind: 'round', base: 20, how: 'nearest' };

let folder: ReturnType<typeof temporaryFolder>;
let organisation: TestOrganisation;
const projects: Project[] = [];

beforeEach(async () => {
  folder = temporaryFolder();
  organisation = await newOrganisation(folder.path);
});
afterEach(() => {
  for (const project of projects.splice(0)) project.close();
  folder.remove();
});

/** The same people imported into a project of its own. */
const imported = async (): Promise<Project> => {
  const project = await smallCountry(folder.path, `prov-${String(projects.length)}.sigill`, organisation.ports);
  projects.push(project);
  return project;
};

const named = (id: string, method?: ReleaseMethod) => {
  const table: ReleaseTable = agesTable(id, [19, 64], 'municipality');
  return planOf([method === undefined ? table : { ...table, method }]);
};

const otherPattern = { key: 'flow.together.otherPattern', parameters: { table: 'igen' } };

describe('the same table again', () => {
  it('leaves from a project into which the data were imported anew, when it shows the same', async () => {
    await released(organisation, await imported(), named('alder'), 'paket');
    const again = await imported();
    await expect(submitted(organisation, again, named('igen'))).resolves.toMatchObject({ together: { earlier: 1 } });
    await expect(submitted(organisation, again, named('igen', ROUNDED))).rejects.toMatchObject(otherPattern);
  });

  it('does not leave with new noise, which would take away the first', async () => {
    const first = await imported();
    await released(organisation, first, named('alder', NOISE), 'paket');
    await expect(submitted(organisation, first, named('igen', NOISE))).resolves.toMatchObject({
      together: { earlier: 1 },
    });
    await expect(submitted(organisation, await imported(), named('igen', NOISE))).rejects.toMatchObject(otherPattern);
  });
});
