import { readdirSync } from 'node:fs';
import path from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packedApplication } from '../support/packed.ts';

// Every file of the packed application fits one of these; what fits none must not be shipped.
const EXPECTED = [
  /^package\.json$/u,
  /^LICENSE$/u,
  /^out\/THIRD-PARTY-NOTICES\.txt$/u,
  /^out\/main\/(?:index|engine|importThread|jobThread|indicatorThread|groupThread|replicateThread)\.js$/u,
  /^out\/main\/chunks\/[\w-]+\.js$/u,
  /^out\/preload\/index\.cjs$/u,
  /^out\/renderer\/index\.html$/u,
  /^out\/renderer\/assets\/[\w.-]+\.(?:js|css|woff2|svg|png)$/u,
  /^resources\/[\w./-]+\.(?:json|html|svg|png)$/u,
  /^resources\/fonts\/(?:LICENSE|inter-[47]00\.ttf)$/u,
  /^node_modules\/better-sqlite3\/(?:LICENSE|package\.json|lib\/[\w/-]+\.js)$/u,
  /^node_modules\/highs\/(?:LICENSE|package\.json|build\/highs\.(?:js|mjs|wasm))$/u,
];
const OWN_NATIVE = `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`;

describe('15. the packed application', () => {
  let packed: Awaited<ReturnType<typeof packedApplication>>;
  let archive = '';
  let files: string[] = [];
  beforeAll(async () => {
    packed = await packedApplication();
    archive = path.join(packed.folder, 'resources/app.asar');
    const entries = listPackage(archive, { isPack: false }).map((name) => name.slice(1).split(path.sep).join('/'));
    files = entries.filter((name) => !entries.some((other) => other.startsWith(`${name}/`)));
  });
  afterAll(() => {
    packed.remove();
  });

  it('holds every bundle', () => {
    for (const name of [
      'out/main/index.js',
      'out/main/engine.js',
      'out/main/importThread.js',
      'out/main/jobThread.js',
      'out/main/indicatorThread.js',
      'out/main/groupThread.js',
      'out/main/replicateThread.js',
      'out/preload/index.cjs',
      'out/renderer/index.html',
    ])
      expect(files).toContain(name);
  });

  it('holds nothing but what is expected: no maps, no tests, no preview, no secrets', () => {
    expect(files.filter((name) => name !== OWN_NATIVE && !EXPECTED.some((pattern) => pattern.test(name)))).toEqual([]);
    expect(files.filter((name) => /\.map$|test|preview|\.env|\.sigill|\.pem|\.key/u.test(name))).toEqual([]);
  });

  it('has the native file of this platform alone, outside the archive', () => {
    expect(files.filter((name) => name.endsWith('.node'))).toEqual([OWN_NATIVE]);
    const unpacked = readdirSync(`${archive}.unpacked`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
    expect(unpacked).toEqual([path.basename(OWN_NATIVE)]);
  });

  it('names no scripts and no machine in its package.json', () => {
    const manifest = JSON.parse(extractFile(archive, 'package.json').toString('utf8')) as Record<string, unknown>;
    expect(manifest['scripts'] ?? {}).toEqual({});
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(manifest['main']).toBe('out/main/index.js');
  });
});
