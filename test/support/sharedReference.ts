import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The reference material beside the repository; SIGILL_SHARED says where it lies when that is elsewhere. */
export const SHARED = process.env['SIGILL_SHARED'] ?? path.resolve(import.meta.dirname, '../../../shared');

const at = (name: string): string => path.join(SHARED, 'reference/disclosure', name);

/** Whether a reference case is at hand: tests that need one report themselves as skipped without it. */
export const hasReference = (name: string): boolean => existsSync(at(name));

/** Rows of a case's input.csv as texts, with their header. */
export function referenceRows(name: string): Record<string, string>[] {
  const [header = [], ...rows] = readFileSync(at(`${name}/input.csv`), 'utf8')
    .trim()
    .split(/\r?\n/u)
    .map((line) => line.split(',').map((field) => field.replaceAll('"', '')));
  return rows.map((row) => Object.fromEntries(header.map((column, i) => [column, row[i] ?? ''])));
}

/** A JSON file of a case, in the form that the caller knows it has. */
export const referenceJson = (name: string, file = 'expected.json'): unknown =>
  JSON.parse(readFileSync(at(`${name}/${file}`), 'utf8'));
