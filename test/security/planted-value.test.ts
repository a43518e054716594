import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFiles } from '../../electron/engine/import/import.ts';
import { computeIndicators } from '../../electron/engine/indicators/compute.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { createProject, type Project } from '../../electron/engine/project/project.ts';
import { LEVELS } from '../../shared/domain/areas/level.ts';
import { describeError } from '../../shared/errors/describe.ts';
import { UserError } from '../../shared/errors/errors.ts';
import { METHODS } from '../../shared/ipc/methods.ts';
import { specificationSchema } from '../../shared/schemas/specification.ts';
import { shellUnderTest } from '../support/shellUnderTest.ts';

/*
 * Values that stand in the microdata and nowhere else are imported into a project, a bad one among them. Then everything
 * that the window can ask is asked, and the values are looked for in the answers, the log, the errors and every file.
 */

const TEXT = 'XMARKERX Ångström';
const KEY = '918273645546';
const BAD = 'XBADX-19551224';
const PASSPHRASE = 'lång nog lösenfras';
const YEAR = 2023;

const areaKey = specificationSchema.parse({ version: 1, kind: 'area-key', dialect: { delimiter: ';' } });
const persons = specificationSchema.parse({
  version: 1,
  kind: 'register',
  register: 'person',
  year: { column: 'Ar' },
  dialect: { delimiter: ';', decimal: ',', encoding: 'utf-8' },
  columns: [
    { source: 'LopNr', type: 'key', required: true },
    { source: 'Ar', type: 'integer', required: true },
    { source: 'RegSO', type: 'area', level: 'regso' },
    { source: 'Yrke', type: 'category' },
    { source: 'Alder', type: 'integer', required: true, min: 0, max: 110 },
  ],
});

const forms = (value: string): Buffer[] =>
  (['utf8', 'utf16le', 'latin1'] as const).map((form) => Buffer.from(value, form));
const found = (where: Buffer): string[] =>
  [TEXT, KEY, BAD].filter((value) => forms(value).some((bytes) => where.includes(bytes)));

describe('a value of the microdata', () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'sigill-planted-')));
  const delivery = path.join(folder, 'delivery');
  const place = path.join(folder, 'place');
  const file = path.join(place, 'p.sigill');
  let error = '';
  let journal = '';

  const write = (name: string, lines: readonly string[]): string => {
    const target = path.join(delivery, name);
    writeFileSync(target, `${lines.join('\n')}\n`);
    return target;
  };

  beforeAll(async () => {
    mkdirSync(delivery);
    mkdirSync(place);
    const project: Project = createProject(file, {
      passphrase: PASSPHRASE,
      name: 'Prov',
      cost: { N: 1024, r: 8, p: 1 },
    });
    const keys = write('omradesnyckel.csv', [
      'DeSO;RegSO;RegSOnamn;Kommun;Kommunnamn;Lan;Lannamn;Version;Folkmangd',
      '6001C1010;6001R001;Ett;6001;Kommun;60;Län;2020;3',
      '6001C1020;6001R002;Två;6001;Kommun;60;Län;2020;3',
    ]);
    const good = ['1;2023;6001R001;Lärare;40', `${KEY};2023;6001R002;${TEXT};50`, '3;2023;6001R002;;60'];
    const header = 'LopNr;Ar;RegSO;Yrke;Alder';
    await importFiles(project, { specification: areaKey, files: [keys], replace: false }, silent);
    const registers = { specification: persons, files: [write('person.csv', [header, ...good])], replace: false };
    await importFiles(project, registers, silent);
    computeIndicators(project, {}, silent);
    const bad = write('bad.csv', [header, ...good, `4;2023;${BAD};x;${BAD}`]);
    error = await importFiles(project, { ...registers, files: [bad], replace: true }, silent).then(
      () => 'taken in',
      (cause: unknown) => (cause instanceof UserError ? describeError(cause, 'sv') : String(cause)),
    );
    journal = JSON.stringify(project.log());
    project.close();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is in what was delivered, so that there is something to find', () => {
    expect(found(readFileSync(path.join(delivery, 'bad.csv')))).toEqual([TEXT, KEY, BAD]);
  });

  it('is not in the error about a bad row', () => {
    expect(error).not.toBe('taken in');
    expect(found(Buffer.from(error))).toEqual([]);
  });

  it("is not in the project's own log", () => {
    expect(journal).toContain('import');
    expect(found(Buffer.from(journal))).toEqual([]);
  });

  it('never reaches the window, the log or a file', async () => {
    const { shell, log } = shellUnderTest(place, { dialogs: { chooseProject: () => Promise.resolve(file) } });
    try {
      const answers: unknown[] = [];
      const ask = async (method: string, input: unknown): Promise<unknown> => {
        const answer = await shell.router.dispatch(method, input);
        answers.push(answer);
        return answer;
      };
      const chosen = (await ask('project.choose', {})) as { data: { chosen: { fileId: string } } };
      const opened = await ask('project.open', { fileId: chosen.data.chosen.fileId, passphrase: PASSPHRASE });
      expect(opened).toMatchObject({ ok: true, data: { persons: 3 } });
      for (const method of METHODS.filter((name) => name !== 'project.close' && name !== 'demonstration.create'))
        for (const input of [{}, ...LEVELS.map((level) => ({ level, year: YEAR }))]) await ask(method, input);
      expect(answers.filter((answer) => (answer as { ok: boolean }).ok).length).toBeGreaterThan(8);
      const text = JSON.stringify([answers, log], (_name, part: unknown) =>
        ArrayBuffer.isView(part) ? [...(part as Float64Array)] : part,
      );
      expect(found(Buffer.from(text))).toEqual([]);
    } finally {
      await shell.close();
    }
    const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name).sort()).toEqual(['p.sigill', 'p.sigill-key', 'projects.json']);
    const holding = files.filter(({ parentPath, name }) => found(readFileSync(path.join(parentPath, name))).length > 0);
    expect(holding).toEqual([]);
  });
});
