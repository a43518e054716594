import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listGroupings, removeGrouping, saveGrouping } from '../../../../../electron/engine/groups/savedGroupings.ts';
import type { Project } from '../../../../../electron/engine/project/project.ts';
import { newProject, temporaryFolder } from '../../../../support/project.ts';

const folder = temporaryFolder();
let project: Project;
beforeAll(() => {
  project = newProject(folder.path);
});
afterAll(() => {
  project.close();
  folder.remove();
});

const toSave = {
  name: 'Två grupper',
  comment: '',
  spec: { version: 1 as const, algorithm: 'ward' as const, k: 2, indicators: [{ id: 'x' }] },
  level: 'regso' as const,
  year: 2023,
  areas: ['R1', 'R2', 'R3'],
  groups: [2, 0, 300],
  words: [{ group: 2, name: 'Lugna', text: 'Två meningar. Så.' }],
};

describe('groupings kept in the project', () => {
  it('come back as they were saved, in their newest version, until they are removed', () => {
    const saved = saveGrouping(project, { id: null, ...toSave });
    expect(saved).toMatchObject({ id: 'grouping-1', name: 'Två grupper', groups: Float64Array.of(2, 0, 300) });
    expect(listGroupings(project)).toEqual([saved]);
    const changed = saveGrouping(project, { ...toSave, id: saved.id, name: 'Två lugna grupper' });
    expect(listGroupings(project)).toEqual([changed]);
    removeGrouping(project, saved.id);
    expect(listGroupings(project)).toEqual([]);
    expect(() => removeGrouping(project, saved.id)).toThrow('groups.unknown');
  });

  it('areas and groups that do not go together are refused', () => {
    expect(() => saveGrouping(project, { id: null, ...toSave, groups: [1] })).toThrow('groups.badGroups');
    expect(() => saveGrouping(project, { id: 'grouping-9', ...toSave })).toThrow('groups.unknown');
  });
});
