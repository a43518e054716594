import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addComment, listComments, removeComment } from '../../electron/engine/scenarios/comments.ts';
import {
  bringBack,
  duplicateScenario,
  listScenarios,
  restoreVersion,
  saveScenario,
  versionsOf,
} from '../../electron/engine/scenarios/scenarios.ts';
import { removeAssessment, saveAssessment } from '../../electron/engine/assessments/savedAssessments.ts';
import { scenarioSchema, type ScenarioFile } from '../../shared/schemas/scenario.ts';
import type { Method } from '../../shared/schemas/method.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { newProject, PASSPHRASE, reopen, temporaryFolder } from '../support/project.ts';
import { sigill } from '../support/sigill.ts';

const MARKER = 'MARKÖR-7731';

const method = (weight: number): Method => ({
  version: 1,
  kind: 'index',
  note: MARKER,
  indicators: [
    { id: 'crime', direction: 1, weight },
    { id: 'school', direction: 1, weight: 1 },
  ],
  normalisation: { kind: 'z' },
});

const folder = temporaryFolder();
const at = (name: string): string => path.join(folder.path, name);
const lines = (name: string): string[] => readFileSync(at(name), 'utf8').trimEnd().split('\n');
const json = (name: string): unknown => JSON.parse(readFileSync(at(name), 'utf8'));
const scenarioIn = (name: string): ScenarioFile => scenarioSchema.parse(json(name));
const withProject = <T>(work: (project: Project) => T): T => {
  const project = reopen(folder.path);
  try {
    return work(project);
  } finally {
    project.close();
  }
};

beforeAll(() => {
  writeFileSync(at('losen.txt'), PASSPHRASE);
  newProject(folder.path).close();
  const rows = Array.from(
    { length: 40 },
    (_none, i) => `6001R${String(i).padStart(3, '0')},${String(i)},${String((i * 7) % 40)}`,
  );
  writeFileSync(at('omraden.csv'), `omrade,crime,school\n${rows.join('\n')}\n`);
});
afterAll(() => folder.remove());

describe('scenarios in a project', () => {
  it('keep every version with who and when, are duplicated, restored, removed and brought back', () => {
    withProject((project) => {
      const { id } = saveAssessment(project, { id: null, name: 'Ett', comment: MARKER, method: method(1) });
      saveScenario(project, { id, name: 'Två', comment: '', method: method(2), grouping: GROUPING });
      // Saved once more from Sammanvägning, which knows of no grouping: it stays.
      saveAssessment(project, { id, name: 'Tre', comment: '', method: method(3) });
      expect(
        versionsOf(project, id).map(({ version, name, grouping }) => [version, name, grouping?.k ?? null]),
      ).toEqual([
        [3, 'Tre', 5],
        [2, 'Två', 5],
        [1, 'Ett', null],
      ]);
      expect(versionsOf(project, id).every(({ savedBy, savedAt }) => savedBy !== '' && savedAt !== '')).toBe(true);
      restoreVersion(project, id, 1);
      expect(versionsOf(project, id)[0]).toMatchObject({ version: 4, name: 'Ett', comment: MARKER, method: method(1) });
      const copy = duplicateScenario(project, id, 2, 'Kopia');
      expect(listScenarios(project).map((one) => [one.id, one.name, one.removed])).toEqual([
        [id, 'Ett', false],
        [copy, 'Kopia', false],
      ]);
      removeAssessment(project, copy);
      expect(listScenarios(project).at(-1)?.removed).toBe(true);
      bringBack(project, copy);
      expect(listScenarios(project).at(-1)?.removed).toBe(false);
      removeAssessment(project, copy);
    });
  });

  it('carry comments by person and time, on areas and on scenarios, which the log does not repeat', () => {
    withProject((project) => {
      const about = { kind: 'scenario', id: 'assessment-1' } as const;
      const first = addComment(project, about, ` ${MARKER} `);
      addComment(project, { kind: 'area', level: 'regso', code: '6001R001' }, MARKER);
      expect(listComments(project).map(({ text, about: own }) => [text, own.kind])).toEqual([
        [MARKER, 'scenario'],
        [MARKER, 'area'],
      ]);
      expect(() => addComment(project, about, '  ')).toThrow(expect.objectContaining({ key: 'scenario.emptyComment' }));
      removeComment(project, first.id);
      expect(listComments(project)).toHaveLength(1);
      expect(JSON.stringify(project.log())).not.toContain(MARKER);
    });
  });
});

const GROUPING = {
  version: 1 as const,
  algorithm: 'k-means' as const,
  k: 5,
  indicators: [{ id: 'crime' }, { id: 'school' }],
};

describe('scenario files', () => {
  const pass = (): string[] => ['--passphrase-file', at('losen.txt')];

  it('leave without a word that somebody has written', async () => {
    const listed = await sigill('scenario', 'list', at('test.sigill'), ...pass());
    expect(listed.code).toBe(0);
    expect(listed.out).toContain('assessment-1');
    const done = await sigill(
      'scenario',
      'export',
      at('test.sigill'),
      'assessment-1',
      '--out',
      at('ut.json'),
      ...pass(),
    );
    expect(done).toMatchObject({ code: 0 });
    expect(done.err).toContain('note');
    const file = scenarioIn('ut.json');
    expect(scenarioSchema.safeParse(file).success).toBe(true);
    expect(JSON.stringify(file)).not.toContain(MARKER);
    expect(file).toMatchObject({ method: { indicators: [{ weight: 1 }, { weight: 1 }] } });
  });

  it('come back and are merged with what they began with, and a view of the differences', async () => {
    const out = scenarioIn('ut.json');
    // Elsewhere: taken in by another project, changed, and sent back.
    const other = newProject(folder.path, 'annat.sigill');
    other.close();
    expect(
      (await sigill('scenario', 'import', at('annat.sigill'), at('ut.json'), '--name', 'Från SCB', ...pass())).code,
    ).toBe(0);
    const there = reopen(folder.path, 'annat.sigill');
    saveAssessment(there, {
      id: 'assessment-1',
      name: 'Vårt',
      comment: '',
      method: { ...out.method, ...weights(7, 1) },
    });
    there.close();
    await sigill('scenario', 'export', at('annat.sigill'), 'assessment-1', '--out', at('tillbaka.json'), ...pass());
    // Meanwhile here: the other weight.
    withProject((project) =>
      saveAssessment(project, {
        id: 'assessment-1',
        name: 'Ett',
        comment: '',
        method: { ...method(1), ...weights(1, 4) },
      }),
    );
    const back = {
      ...scenarioIn('tillbaka.json'),
      comments: [{ text: 'Väg brott högre.', by: 'Bo', on: '2024-05-06' }],
    };
    writeFileSync(at('tillbaka.json'), JSON.stringify(back));
    const looked = await sigill(
      'scenario',
      'import',
      at('test.sigill'),
      at('tillbaka.json'),
      '--look-only',
      '--json',
      ...pass(),
    );
    expect(JSON.parse(looked.out)).toMatchObject({
      into: 'assessment-1',
      differences: [
        { path: ['method', 'note'], changedBy: 'mine' },
        { path: ['method', 'indicators', 'crime', 'weight'], mine: 1, theirs: 7, changedBy: 'theirs' },
        { path: ['method', 'indicators', 'school', 'weight'], mine: 4, theirs: 1, changedBy: 'mine' },
      ],
    });
    const merged = await sigill('scenario', 'import', at('test.sigill'), at('tillbaka.json'), ...pass());
    expect(merged).toMatchObject({ code: 0 });
    withProject((project) => {
      expect(versionsOf(project, 'assessment-1')[0]?.method).toEqual({ ...method(7), ...weights(7, 4) });
      expect(listComments(project).at(-1)).toMatchObject({ text: 'Väg brott högre.', by: 'Bo', at: '2024-05-06' });
    });
    // The same file once more brings nothing twice.
    await sigill('scenario', 'import', at('test.sigill'), at('tillbaka.json'), ...pass());
    withProject((project) => expect(listComments(project)).toHaveLength(2));
  });

  it('are compared on areas from a file', async () => {
    writeFileSync(at('metod.json'), JSON.stringify({ ...method(1), normalisation: { kind: 'rank' } }));
    const compared = await sigill(
      'scenario',
      'compare',
      at('ut.json'),
      at('tillbaka.json'),
      at('metod.json'),
      '--areas',
      at('omraden.csv'),
      '--out',
      at('jamfort'),
    );
    expect(compared).toMatchObject({ code: 0, err: '' });
    expect(compared.out).toContain('weights and indicators');
    expect(lines('jamfort/scenarios.csv')[0]).toBe(
      'area,rank_1,flagged_1,rank_2,flagged_2,rank_3,flagged_3,times_flagged,best_rank,worst_rank',
    );
    const [header, ...rows] = lines('jamfort/difference-2.csv').map((line) => line.split(','));
    expect(header).toEqual(['area', 'rank_1', 'rank_2', 'climbed', 'by_weights', 'flagged_1', 'flagged_2']);
    for (const [, before, after, climbed, byWeights] of rows) {
      expect(Number(climbed)).toBe(Number(before) - Number(after));
      expect(byWeights).toBe(climbed);
    }
    const summary = json('jamfort/summary.json');
    expect(summary).toHaveProperty('pairs.0.0.rankCorrelation', 1);
  });

  it('say what is wrong', async () => {
    const wrong = async (...argv: string[]): Promise<string> => {
      const { code, err } = await sigill(...argv);
      expect(code).toBe(2);
      return err;
    };
    const places = ['--areas', at('omraden.csv'), '--out', at('x')];
    expect(await wrong('scenario', 'compare', at('ut.json'), ...places)).toContain('at least two');
    expect(await wrong('scenario', 'compare', at('ut.json'), 'assessment-1', ...places)).toContain('--project');
    expect(await wrong('scenario', 'compare', at('ut.json'), at('ut.json'), '--top', '0', ...places)).toContain(
      'top list',
    );
    expect(
      await wrong('scenario', 'export', at('test.sigill'), 'assessment-1@99', '--out', at('x.json'), ...pass()),
    ).toContain('version 99');
    writeFileSync(at('trasig.json'), '{"version":1,"kind":"scenario","method":{},"namn":1}');
    expect(await wrong('scenario', 'import', at('test.sigill'), at('trasig.json'), ...pass())).toContain('trasig.json');
  });
});

function weights(crime: number, school: number): object {
  return {
    indicators: [
      { id: 'crime', direction: 1, weight: crime },
      { id: 'school', direction: 1, weight: school },
    ],
  };
}
