import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The file that marks a folder as made by `synth`. */
export const MANIFEST_NAME = 'demonstration.json';

/** What `synth` wrote: from what, and each file's bytes and hash. */
export interface DemonstrationManifest {
  readonly version: 1;
  readonly kind: 'demonstration';
  readonly seed: number;
  readonly persons: number;
  readonly years: readonly number[];
  readonly program: string;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isFile = (value: unknown): value is DemonstrationManifest['files'][number] =>
  isObject(value) &&
  typeof value['name'] === 'string' &&
  !/[/\\]/u.test(value['name']) &&
  Number.isSafeInteger(value['bytes']) &&
  typeof value['sha256'] === 'string' &&
  /^[0-9a-f]{64}$/u.test(value['sha256']);

function parse(content: string): DemonstrationManifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value['version'] !== 1 || value['kind'] !== 'demonstration') return undefined;
  const { seed, persons, years, program, files } = value;
  if (typeof seed !== 'number' || typeof persons !== 'number' || typeof program !== 'string') return undefined;
  if (!Array.isArray(years) || !years.every((year): year is number => Number.isSafeInteger(year))) return undefined;
  if (!Array.isArray(files) || !files.every(isFile)) return undefined;
  return { version: 1, kind: 'demonstration', seed, persons, years, program, files };
}

/** The manifest of a folder that `synth` wrote, or undefined when there is none that can be read. */
export async function readDemonstrationManifest(folder: string): Promise<DemonstrationManifest | undefined> {
  try {
    return parse(await readFile(path.join(folder, MANIFEST_NAME), 'utf8'));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) return undefined;
    throw cause;
  }
}

/**
 * True when a file with this name and SHA-256 (lower-case hex) is one that `synth` wrote. An imported file counts as
 * made up only when this holds for the manifest beside it.
 */
export const isDemonstrationFile = (manifest: DemonstrationManifest, name: string, sha256: string): boolean =>
  manifest.files.some((file) => file.name === name && file.sha256 === sha256);
