import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const SOURCES = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package.json'];
const BUNDLES = [
  'out/main/index.js',
  'out/main/engine.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/THIRD-PARTY-NOTICES.txt',
];

const newestIn = (place: string): number => {
  const top = statSync(place);
  if (!top.isDirectory()) return top.mtimeMs;
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((newest, entry) => Math.max(newest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs), 0);
};

/** True when every bundle is there and none of the sources is newer than the oldest of them. */
export function isBuilt(root: string): boolean {
  const bundles = BUNDLES.map((name) => path.join(root, name));
  if (!bundles.every((file) => existsSync(file))) return false;
  const oldest = Math.min(...bundles.map((file) => statSync(file).mtimeMs));
  return SOURCES.every((name) => newestIn(path.join(root, name)) <= oldest);
}
