import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/**
 * Where the lists of packages lie after a build, a file for each bundle. From the folder that the build was started in, since
 * electron-vite runs a copy of its configuration, and of this file with it, from elsewhere.
 */
export const PACKAGE_LISTS = path.resolve('out/packages');

/** The package that a module belongs to, as name@version of what is installed; null for our own files. */
export function packageOf(module: string): string | null {
  const file = module.replace(/^\0/u, '').replace(/\?.*$/u, '').split(path.sep).join('/');
  const at = file.lastIndexOf('/node_modules/');
  if (at < 0) return null;
  const [first = '', second = ''] = file.slice(at + '/node_modules/'.length).split('/');
  const folder = first.startsWith('@') ? `${first}/${second}` : first;
  const manifest = JSON.parse(
    readFileSync(path.join(file.slice(0, at), 'node_modules', folder, 'package.json'), 'utf8'),
  ) as { name: string; version: string };
  return `${manifest.name}@${manifest.version}`;
}

/** Writes down which packages went into a bundle, so that notices and bill of materials name what is shipped and nothing else. */
export function packagesInBundles(bundle: string): Plugin {
  return {
    name: 'sigill-packages-in-bundles',
    generateBundle() {
      const packages = new Set([...this.getModuleIds()].map(packageOf).filter((name) => name !== null));
      mkdirSync(PACKAGE_LISTS, { recursive: true });
      writeFileSync(
        path.join(PACKAGE_LISTS, `${bundle}.json`),
        `${JSON.stringify([...packages].toSorted(), null, 2)}\n`,
      );
    },
  };
}
