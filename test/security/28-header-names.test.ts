import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guessSpecification } from '../../electron/engine/import/guess.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import type { RegisterSpecification } from '../../shared/schemas/specification.ts';
import { takeIn, write } from '../support/deliveries.ts';
import { newProject, temporaryFolder } from '../support/project.ts';

/* Security item 28: names and codes from a file are data, whatever they look like: no object, no SQL, no pattern. */

let folder: ReturnType<typeof temporaryFolder>;
let project: Project;
beforeEach(() => {
  folder = temporaryFolder();
  project = newProject(folder.path);
});
afterEach(() => {
  project.close();
  folder.remove();
});

const NAMES = ['__proto__', 'constructor', 'toString', "x'; drop table chunk; --", 'a"b', '${1}', 'hasOwnProperty'];

const specification = (names: readonly string[]): RegisterSpecification => ({
  version: 1,
  kind: 'register',
  register: 'prov',
  year: 2023,
  columns: names.map((source) => ({ source, type: 'category' })),
});

describe('column names', () => {
  it('that would harm an object or a statement are names like any other', async () => {
    const quoted = NAMES.map((name) => `"${name.replaceAll('"', '""')}"`).join(';');
    const file = write(folder.path, 'data.csv', `${quoted}\n${NAMES.map((_, i) => `v${i}`).join(';')}\n`);
    await takeIn(project, [file], specification(NAMES));
    expect(project.store.registers()[0]?.variables.map(({ name }) => name)).toEqual(NAMES);
    for (const [i, name] of NAMES.entries())
      expect(project.store.read('prov', 2023, [name])[0]).toMatchObject({ dictionary: ['', `v${i}`] });
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted');
    expect(({} as Record<string, unknown>)['source']).toBeUndefined();
  });

  it('as codes of a category are codes like any other', async () => {
    const file = write(folder.path, 'data.csv', 'a;b\n__proto__;constructor\ntoString;__proto__\n');
    await takeIn(project, [file], specification(['a', 'b']));
    expect(project.store.read('prov', 2023, ['a', 'b'])).toMatchObject([
      { dictionary: ['', '__proto__', 'toString'] },
      { dictionary: ['', 'constructor', '__proto__'] },
    ]);
  });

  it('made to trap a pattern are read and guessed at in linear time', async () => {
    const traps = [`${'a'.repeat(50_000)}!`, '@'.repeat(50_000), `${'a@'.repeat(20_000)}.`, `${'0'.repeat(60_000)}x`];
    const named = write(folder.path, 'data.csv', `${traps.join(';')}\n${traps.join(';')}\n`);
    await expect(guessSpecification(named, { year: 2023 })).rejects.toMatchObject({
      key: 'preview.badColumnName',
      place: { file: 'data.csv', column: 1 },
    });
    const held = write(folder.path, 'held.csv', `a;b;c;d\n${`${traps.join(';')}\n`.repeat(3)}`);
    const { specification: guessed } = await guessSpecification(held, { year: 2023 });
    expect('columns' in guessed ? guessed.columns : []).toHaveLength(traps.length);
  });
});
