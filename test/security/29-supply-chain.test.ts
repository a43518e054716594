import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LICENCE_BY_TEXT, shippedPackages } from '../../build/supply/shipped.ts';
import { billOfMaterials } from '../../build/supply/sbom.ts';
import { ROOT } from '../support/sources.ts';

const versions = z.record(z.string(), z.string()).default({});
const manifest = z
  .object({
    dependencies: versions,
    devDependencies: versions,
    overrides: versions,
    allowScripts: z.record(z.string(), z.boolean()),
  })
  .parse(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')));
const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        version: z.string().optional(),
        resolved: z.string().optional(),
        integrity: z.string().optional(),
        hasInstallScript: z.boolean().optional(),
        license: z.union([z.string(), z.unknown()]).optional(),
        link: z.boolean().optional(),
        dev: z.boolean().optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')));
const packages = Object.entries(lock.packages).filter(([name]) => name !== '');
// The lock file may leave the address out; npm then takes the package from the registry it is set to.
const REGISTRY = 'https://registry.npmjs.org/';
const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

const bill = z.object({
  components: z.array(
    z.object({ name: z.string(), version: z.string(), hashes: z.array(z.object({ content: z.string() })).default([]) }),
  ),
});

const LICENCES = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'CC-BY-4.0',
  'Python-2.0',
  'OFL-1.1',
  'MPL-2.0',
  'Unlicense',
  'WTFPL',
  'MIT-0',
  '(MIT OR CC0-1.0)',
  '(MIT OR Apache-2.0)',
  'MIT AND ISC',
  '(WTFPL OR MIT)',
  '(BSD-2-Clause OR MIT OR Apache-2.0)',
  'Apache-2.0 AND MIT',
  'WTFPL OR ISC',
  'EUPL-1.2',
]);

describe('29. supply chain', () => {
  it('pins every version exactly', () => {
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.overrides });
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter(([, version]) => !/^(?:npm:[\w@/-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/u.test(version))).toEqual([]);
  });

  it('takes packages from the registry alone, each with its checksum', () => {
    expect(packages.length).toBeGreaterThan(100);
    const odd = packages.filter(
      ([, { resolved, integrity, link }]) =>
        link === true || !(resolved ?? REGISTRY).startsWith(REGISTRY) || !(integrity ?? '').startsWith('sha512-'),
    );
    expect(odd.map(([name]) => name)).toEqual([]);
  });

  it('runs no install script but the one that brings Node', () => {
    expect(Object.entries(manifest.allowScripts).filter(([, allowed]) => allowed)).toEqual([['node', true]]);
    const undecided = packages
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([place]) => nameOf(place))
      .filter((name) => !Object.hasOwn(manifest.allowScripts, name));
    expect(undecided).toEqual([]);
  });

  it('holds only licences that an agency can use', () => {
    const licences = packages.map(([place, { license, version }]) => {
      const name = nameOf(place);
      return { name, licence: license ?? LICENCE_BY_TEXT.get(`${name}@${version ?? ''}`) };
    });
    const odd = licences.filter(({ licence }) => typeof licence !== 'string' || !LICENCES.has(licence));
    expect(odd.map(({ name, licence }) => `${name}: ${JSON.stringify(licence)}`)).toEqual([]);
  });

  it('ships no enterprise grid', () => {
    expect(packages.filter(([name]) => /ag-grid-enterprise|ag-charts-enterprise/u.test(name))).toEqual([]);
  });

  it('knows what is shipped: every package with a version, a licence and, in the bill of materials, its checksum', () => {
    const shipped = shippedPackages();
    expect(shipped.map(({ name }) => name)).toEqual(expect.arrayContaining(['react', 'highs', 'zod']));
    expect(shipped.filter(({ licence }) => !LICENCES.has(licence))).toEqual([]);
    const { components } = bill.parse(billOfMaterials());
    const named = new Set(components.map(({ name, version }) => `${name}@${version}`));
    expect(shipped.filter(({ name, version }) => !named.has(`${name}@${version}`)).map(({ name }) => name)).toEqual([]);
    expect(components.filter(({ hashes }) => hashes.length === 0).map(({ name }) => name)).toEqual([]);
    expect(named.has('vitest@5.1.1')).toBe(false);
  });
});
