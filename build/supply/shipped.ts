import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PACKAGE_LISTS } from './packagesInBundles.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** A package that reaches the user's machine, in a bundle or as it is. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** Expression of SPDX. */
  readonly licence: string;
  /** Text of the licence as the package brings it; null where it brings none. */
  readonly text: string | null;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Packages whose package.json names no licence, by what the licence file in them says. */
export const LICENCE_BY_TEXT: ReadonlyMap<string, string> = new Map([['png-js@2.0.0', 'MIT']]);

const LICENCE_FILE = /^(?:licen[cs]e|copying|ofl)(?:[.-].*)?$/iu;

function described(folder: string): ShippedPackage {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  const file = readdirSync(folder).find((candidate) => LICENCE_FILE.test(candidate));
  return {
    name,
    version,
    licence: license ?? LICENCE_BY_TEXT.get(`${name}@${version}`) ?? 'NOASSERTION',
    text: file === undefined ? null : readFileSync(path.join(folder, file), 'utf8').trim(),
  };
}

/** Every folder of a package in node_modules, also nested ones, by name@version. */
function installed(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const look = (modules: string): void => {
    if (!existsSync(modules)) return;
    for (const entry of readdirSync(modules)) {
      if (entry.startsWith('.')) continue;
      const names = entry.startsWith('@')
        ? readdirSync(path.join(modules, entry)).map((name) => `${entry}/${name}`)
        : [entry];
      for (const name of names) {
        const folder = path.join(modules, name);
        if (!existsSync(path.join(folder, 'package.json'))) continue;
        const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
        found.set(`${manifest.name}@${manifest.version}`, folder);
        look(path.join(folder, 'node_modules'));
      }
    }
  };
  look(path.join(ROOT, 'node_modules'));
  return found;
}

/**
 * What is shipped: the packages in the bundles of the last build (packagesInBundles.ts), and those under `dependencies`, which
 * lie beside the bundles. Sorted by name. Throws where nothing has been built.
 */
export function shippedPackages(): readonly ShippedPackage[] {
  if (!existsSync(PACKAGE_LISTS)) throw new Error('Nothing has been built: run `npm run build` first.');
  const { dependencies = {} } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Manifest;
  const folders = installed();
  const names = readdirSync(PACKAGE_LISTS).flatMap(
    (list) => JSON.parse(readFileSync(path.join(PACKAGE_LISTS, list), 'utf8')) as string[],
  );
  const beside = Object.keys(dependencies).map((name) => path.join(ROOT, 'node_modules', name));
  const bundled = [...new Set(names)].map((name) => {
    const folder = folders.get(name);
    if (folder === undefined) throw new Error(`${name} was bundled and is not installed: build again.`);
    return folder;
  });
  const all = new Map([...beside, ...bundled].map(described).map((one) => [`${one.name}@${one.version}`, one]));
  return [...all.values()].toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}
