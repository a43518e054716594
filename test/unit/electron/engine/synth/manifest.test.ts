import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  isDemonstrationFile,
  MANIFEST_NAME,
  readDemonstrationManifest,
} from '../../../../../electron/engine/synth/manifest.ts';

const sha256 = 'a'.repeat(64);
const whole = {
  version: 1,
  kind: 'demonstration',
  seed: 1,
  persons: 20_000,
  years: [2022],
  program: 'sigill 0',
  files: [{ name: 'person_2022.csv', bytes: 3, sha256 }],
};
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sigill-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('readDemonstrationManifest', () => {
  it('gives undefined without a manifest', async () => {
    expect(await readDemonstrationManifest(folder)).toBeUndefined();
    expect(await readDemonstrationManifest(path.join(folder, 'missing'))).toBeUndefined();
  });

  it('reads one that is whole, and knows its files by name and hash', async () => {
    await writeFile(path.join(folder, MANIFEST_NAME), JSON.stringify(whole));
    const manifest = await readDemonstrationManifest(folder);
    expect(manifest).toEqual(whole);
    expect(isDemonstrationFile(manifest!, 'person_2022.csv', sha256)).toBe(true);
    expect(isDemonstrationFile(manifest!, 'person_2022.csv', 'b'.repeat(64))).toBe(false);
    expect(isDemonstrationFile(manifest!, 'other.csv', sha256)).toBe(false);
  });

  it.each([
    ['no JSON', '{'],
    ['another kind', JSON.stringify({ ...whole, kind: 'other' })],
    ['another version', JSON.stringify({ ...whole, version: 2 })],
    ['a file outside the folder', JSON.stringify({ ...whole, files: [{ name: '../x', bytes: 1, sha256 }] })],
    ['a short hash', JSON.stringify({ ...whole, files: [{ name: 'x', bytes: 1, sha256: 'aa' }] })],
    ['years as text', JSON.stringify({ ...whole, years: ['2022'] })],
  ])('does not take %s', async (_what, content) => {
    await writeFile(path.join(folder, MANIFEST_NAME), content);
    expect(await readDemonstrationManifest(folder)).toBeUndefined();
  });
});
