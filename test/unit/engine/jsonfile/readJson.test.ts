import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkJsonText, readJsonFile, readJsonFileWithPlaces } from '../../../../electron/engine/jsonfile/readJson.ts';
import { describeError } from '../../../../shared/errors/describe.ts';
import { DataError } from '../../../../shared/errors/errors.ts';
import { methodSchema } from '../../../../shared/schemas/method.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sigill-json-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const complaint = (content: string): string => {
  try {
    checkJsonText(content, 'folder/METHOD.json', methodSchema);
  } catch (cause) {
    if (cause instanceof DataError) return describeError(cause, 'en');
    throw cause;
  }
  return 'accepted';
};

const indicators = (inner: string): string =>
  `{"version":1,"kind":"index","normalisation":{"kind":"z"},\n "indicators":[${inner}]}`;

describe('a JSON file that a person wrote', () => {
  it.each([
    ['', 'METHOD.json: The file is empty.'],
    ['{"version":1,', 'METHOD.json, line 1, column 14: The file is not valid JSON: " was expected here.'],
    [
      '{"version":1,\r\n"version":1}',
      'METHOD.json, line 2, column 1: The key “version” stands twice in the same object.',
    ],
    ['[]', 'METHOD.json, line 1, column 1: “$” must be an object in curly brackets.'],
    ['{"version":1}', 'METHOD.json, line 1, column 1: The key “kind” is missing at “$”.'],
    [
      '{"version":1,"kind":"indx"}',
      'METHOD.json, line 1, column 21: “kind” must be one of: index, problem-count, sei.',
    ],
    [
      indicators('{"id":"a","direction":1,"weight":1,"wieght":1}'),
      'METHOD.json, line 2, column 51: The key “wieght” is unknown at “indicators[0]”. Remove it or mend the spelling.',
    ],
    [
      indicators('{"id":"a","direction":2,"weight":1}'),
      'METHOD.json, line 2, column 38: “indicators[0].direction” must be one of: 1, -1.',
    ],
    [
      indicators('{"id":"a","direction":1,"weight":-1}'),
      'METHOD.json, line 2, column 49: “indicators[0].weight” is too small or too short; at least 0.',
    ],
    [
      indicators('{"id":"a","direction":1,"weight":"1"}'),
      'METHOD.json, line 2, column 49: “indicators[0].weight” must be a number.',
    ],
    [
      indicators('{"id":"a","direction":1}'),
      'METHOD.json, line 2, column 16: The key “weight” is missing at “indicators[0]”.',
    ],
    [
      '{"version":1,"kind":"problem-count","k":1,"levels":[],"indicators":[{"id":"a","direction":1,"threshold":{"percentil":80}}]}',
      'METHOD.json, line 1, column 106: The key “percentil” is unknown at “indicators[0].threshold”. Remove it or mend the spelling.',
    ],
  ])('%j', (content, sentence) => {
    expect(complaint(content)).toBe(sentence);
  });

  it('is read with a byte order mark, and gives places', async () => {
    const file = path.join(folder, 'sei.json');
    await writeFile(file, '\uFEFF{"version":1,\n"kind":"sei","indicators":["a",\n"b","c"]}');
    const { value, placeOf } = await readJsonFileWithPlaces(file, methodSchema);
    expect(value).toEqual({ version: 1, kind: 'sei', indicators: ['a', 'b', 'c'] });
    expect(placeOf(['indicators', 1])).toEqual({ file: 'sei.json', line: 3, column: 1 });
  });

  it('is refused in words when it is absent, a folder or no UTF-8', async () => {
    const file = path.join(folder, 'latin.json');
    await writeFile(file, Buffer.from([0x22, 0xe5, 0x22]));
    await expect(readJsonFile(file, methodSchema)).rejects.toThrow('json.notUtf8');
    await expect(readJsonFile(folder, methodSchema)).rejects.toThrow('file.isFolder');
    await expect(readJsonFile(path.join(folder, 'none.json'), methodSchema)).rejects.toThrow('file.notFound');
  });
});
