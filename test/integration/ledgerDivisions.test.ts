import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Project } from '../../electron/engine/project/project.ts';
import { type Division, dividedCountry, type Placed, placedPeople } from '../support/dividedCountry.ts';
import { newOrganisation, type TestOrganisation } from '../support/organisation.ts';
import { temporaryFolder } from '../support/project.ts';
import { released, submitted } from '../support/released.ts';
import { agesTable, planOf, sexTable } from '../support/smallCountry.ts';

/*
 * The same year over two divisions: the first project knew only the one of 2020, and released the ages of its people; the second has both, the
 * list of what changed, and the same people in the areas of 2025.
 */

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

const country = async (
  people: readonly Placed[],
  coded: Division,
  keys: readonly Division[] = ['2020', '2025'],
): Promise<Project> => {
  const project = await dividedCountry(
    folder.path,
    `prov-${String(projects.length)}.sigill`,
    organisation.ports,
    people,
    {
      coded,
      keys,
    },
  );
  projects.push(project);
  return project;
};

const ages = planOf([agesTable('alder', [64])], 2024);

/** Releases the ages over the areas of 2020, and asks for them over those of 2025. */
async function again(people: readonly Placed[], keys?: readonly Division[]) {
  await released(organisation, await country(people, '2020', ['2020']), ages, 'paket-2020');
  return submitted(organisation, await country(people, '2025', keys), ages);
}

describe('the same year over another division', () => {
  it('is attacked over the ground that both have, and leaves where nothing follows from the two', async () => {
    const plenty = placedPeople((m, block) => [
      [40 + 3 * block + Number(m.slice(2)), 30],
      [20 + 5 * block, 70],
    ]);
    await expect(again(plenty)).resolves.toMatchObject({ together: { earlier: 1 } });
    const [, second] = projects;
    if (second === undefined) throw new Error('two projects');
    const coarse = planOf([sexTable('kon', 'municipality')], 2024);
    await expect(submitted(organisation, second, coarse)).resolves.toMatchObject({ together: { earlier: 1 } });
  });

  it('does not tell a hidden part of an area that was split', async () => {
    // 32 old in the area of 2020, of whom two in one half of 2025: hidden there beside an area of which fewer are shown than of the other half.
    const people = placedPeople((m, block) => [
      [40 + 3 * block, 30],
      [m === '6001' && block < 2 ? ([2, 30][block] ?? 0) : 20 + block, 70],
    ]);
    await expect(again(people)).rejects.toMatchObject({ key: /^flow\.together\.(?:exact|under|guessed)$/u });
  });

  it('does not tell a hidden area by what it has become', async () => {
    const people = placedPeople((m, block) => [
      [40 + 3 * block, 30],
      [m === '6002' && block === 2 ? 3 : 20 + block, 70],
    ]);
    await expect(again(people)).rejects.toMatchObject({ kind: 'refused' });
  });

  it('does not tell the few who live on ground that moved from one area to another', async () => {
    // The block that went over has three old; every area of either division has more than twenty.
    const people = placedPeople((m, block) => [
      [40 + 3 * block, 30],
      [m === '6101' && block === 1 ? 3 : 25 + block, 70],
    ]);
    await expect(again(people)).rejects.toMatchObject({
      key: 'flow.together.exact',
      parameters: { table: 'alder' },
    });
    const enough = people.concat(
      people.filter(({ municipality, block, age }) => municipality === '6101' && block === 1 && age > 64),
    );
    expect(enough.length - people.length).toBe(3);
  });

  it('is refused without the list of what changed', async () => {
    const plenty = placedPeople((_m, block) => [
      [40 + 3 * block, 30],
      [20 + 5 * block, 70],
    ]);
    await expect(again(plenty, ['2025'])).rejects.toMatchObject({ key: 'flow.together.otherDivision' });
  });
});
