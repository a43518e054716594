import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { EngineInput, EngineOutput, EngineRequest } from '../../electron/engine/protocol.ts';
import { createRequests } from '../../electron/engine/requests/index.ts';
import type { Answer } from '../../electron/engine/requests/request.ts';
import { createSession } from '../../electron/engine/requests/session.ts';
import { AREA_KEY, takeInAreas, write } from '../support/deliveries.ts';
import { newProject, PASSPHRASE, temporaryFolder } from '../support/project.ts';

// The wizard's specification: saved from what was chosen, without values of the file, and opened for next year's.

type Look = EngineInput<'imports.preview'>;

let folder: ReturnType<typeof temporaryFolder>;
let requests: ReturnType<typeof createRequests>;
const at = (name: string): string => path.join(folder.path, name);

async function ask<N extends EngineRequest>(request: N, input: EngineInput<N>): Promise<EngineOutput<N>> {
  const handler = requests[request] as (
    value: unknown,
    progress: typeof silent,
  ) => Promise<Answer<EngineOutput<N>>> | Answer<EngineOutput<N>>;
  return (await handler(input, silent)).output;
}

const look = (file: string, choices: Partial<Look['choices']> = {}, specification: string | null = null): Look => ({
  paths: [file],
  specification,
  choices: { options: {}, columns: [], ...choices },
});

const rows = (year: number): string =>
  Array.from({ length: 60 }, (_, i) =>
    [String(1000 + i), String(year), '6001C1010', String((i % 2) + 1), i % 7 === 0 ? '..' : `${String(i * 37)},5`].join(
      ';',
    ),
  ).join('\n');

beforeEach(async () => {
  folder = temporaryFolder();
  const project = newProject(folder.path);
  await takeInAreas(project, write(folder.path, 'nyckel.csv', AREA_KEY));
  project.close();
  requests = createRequests(createSession());
  await ask('project.open', { path: at('test.sigill'), passphrase: PASSPHRASE, onlySynthetic: false });
});
afterEach(async () => {
  await ask('project.close', {});
  folder.remove();
});

describe('an import specification in the wizard', () => {
  it('is saved as chosen, opened for the next file, and holds before what is guessed', async () => {
    const first = write(folder.path, 'undersökning_2022.csv', `Titel\n\nNr;Ar;Omrade;Grupp;Summa\n${rows(2022)}\n`);
    const choices: Partial<Look['choices']> = {
      register: 'enkat',
      columns: [
        { column: 'Nr', read: 'key' },
        { column: 'Grupp', read: 'category' },
      ],
    };
    await ask('imports.save', { ...look(first, choices), target: at('spec.json') });
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const saved = await readSpecification(at('spec.json'));
    expect(saved).toMatchObject({
      kind: 'register',
      register: 'enkat',
      dialect: { delimiter: ';', decimal: ',', headerLine: 3 },
      columns: [
        { source: 'Nr', type: 'key' },
        { source: 'Ar' },
        { source: 'Omrade', type: 'area' },
        { type: 'category' },
        { missing: ['..'] },
      ],
    });
    expect(readFileSync(at('spec.json'), 'utf8')).not.toMatch(/1000|6001C1010|37,5/u);

    const next = write(
      folder.path,
      'undersökning_2023.csv',
      `Titel\n\nNr;Ar;Omrade;Grupp;Summa;Ny\n${rows(2023).replaceAll(/$/gmu, ';1')}\n`,
    );
    const seen = await ask('imports.preview', look(next, {}, at('spec.json')));
    expect(seen.register).toBe('enkat');
    expect(seen.specification).toMatchObject({ register: 'enkat', year: { column: 'Ar' } });
    expect(seen.read.slice(0, 4)).toEqual(['key', 'integer', 'deso', 'category']);
    expect(seen.differences).toMatchObject({ year: null, newColumns: ['Ny'], vanishedColumns: [], changedTypes: [] });
    const changed = await ask(
      'imports.preview',
      look(next, { columns: [{ column: 'Grupp', read: 'integer' }] }, at('spec.json')),
    );
    expect(changed.read[3]).toBe('integer');
    const outcome = await ask('imports.run', { ...look(next, {}, at('spec.json')), replace: false, discardKey: false });
    expect(outcome).toMatchObject({ refused: false, registers: [{ register: 'enkat', year: 2023, rows: 60 }] });
  });

  it('begins where the person says, with or without a header row', async () => {
    const file = write(folder.path, 'rader_2022.csv', `text;text\n1;2\n3;4\n5;6\n`);
    const preview = async (options: Look['choices']['options']): Promise<EngineOutput<'imports.preview'>['preview']> =>
      (await ask('imports.preview', look(file, { options }))).preview;
    expect((await preview({ header: true, firstLine: 2 })).columns.map(({ name }) => name)).toEqual(['1', '2']);
    const below = await preview({ header: false, firstLine: 2 });
    expect(below.rows.count).toBe(3);
    expect(below.dialect).toMatchObject({ header: false, firstDataLine: 2 });
  });

  it('is not saved when a row of data would stand in it as names, and the file is not there', async () => {
    const file = write(folder.path, 'utan_2022.csv', `19850712-2384;12345;ja\n19900101-2380;23456;nej\n`);
    const save = (header: boolean): Promise<unknown> =>
      ask('imports.save', { ...look(file, { options: { header } }), target: at('spec.json') });
    await expect(save(true)).rejects.toThrow('import.spec.nameIsValue');
    expect(readdirSync(folder.path)).not.toContain('spec.json');
    await save(false);
    expect(readFileSync(at('spec.json'), 'utf8')).not.toContain('2384');
  });

  it('that is opened and is none is refused with its place', async () => {
    const file = write(folder.path, 'x_2022.csv', `Nr;A\n1;2\n2;3\n`);
    const bad = write(folder.path, 'bad.json', '{"version": 1, "kind": "register"}');
    await expect(ask('imports.preview', look(file, {}, bad))).rejects.toMatchObject({ place: { file: 'bad.json' } });
  });
});
