import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { addComment } from '../../electron/engine/scenarios/comments.ts';
import { outgoingScenario } from '../../electron/engine/scenarios/scenarioFile.ts';
import { saveScenario } from '../../electron/engine/scenarios/scenarios.ts';
import type { Method } from '../../shared/schemas/method.ts';
import { newProject, PASSPHRASE, temporaryFolder } from '../support/project.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const TEXT = 'Markerad-text-5519';
const AREA = '6001R777';
/** As an area's value would stand there. */
const VALUE = 17.234_567_89;

const methods: readonly Method[] = [
  {
    version: 1,
    kind: 'index',
    note: TEXT,
    indicators: [{ id: 'crime', direction: 1, weight: VALUE, parent: TEXT }],
    groups: [{ id: TEXT, parent: null }],
    weights: { kind: 'panel', experts: [{ name: TEXT, weights: { crime: VALUE } }] },
    normalisation: { kind: 'goalposts', posts: { crime: [0, VALUE] } },
    missing: { leastShare: 0.5, lastYear: { name: TEXT, areas: `${TEXT}.csv` } },
    exclude: [{ reason: TEXT, areas: [AREA] }],
  },
  {
    version: 1,
    kind: 'problem-count',
    note: TEXT,
    indicators: [{ id: 'crime', direction: 1, threshold: VALUE, factor: TEXT }],
    baseYear: { name: TEXT, areas: `${TEXT}.csv` },
    k: 1,
    levels: [{ from: 1, name: TEXT }],
  },
  { version: 1, kind: 'sei', note: TEXT, indicators: ['a', 'b', 'c'], exclude: [{ reason: TEXT, areas: [AREA] }] },
];

describe('a scenario file', () => {
  it('holds no text that a person has written, no area, no value, no comment and no key of the project', () => {
    const project = newProject(folder.path);
    try {
      for (const method of methods) {
        const id = saveScenario(project, { id: null, name: TEXT, comment: TEXT, method, grouping: null });
        addComment(project, { kind: 'scenario', id }, TEXT);
        addComment(project, { kind: 'area', level: 'regso', code: AREA }, TEXT);
        const written = JSON.stringify(outgoingScenario(project, id).file);
        const key = readFileSync(path.join(folder.path, 'test.sigill-key'), 'utf8');
        const secrets = [...(key.match(/[A-Za-z0-9+/=]{20,}/gu) ?? []), project.id, PASSPHRASE];
        for (const marker of [TEXT, AREA, '17.23', ...secrets]) expect(written).not.toContain(marker);
      }
    } finally {
      project.close();
    }
  });
});
