import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { specificationSchema } from '../../../../shared/schemas/specification.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../resources/specifications');
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8'));

describe('the shipped import specifications', () => {
  it('are there for every file of docs/registers.md', () => {
    const described = readFileSync(path.resolve(FOLDER, '../../docs/registers.md'), 'utf8');
    // The lists of changes of both levels are read by the same specification.
    const files = [...described.matchAll(/^\| `(\w+?)(?:_ÅÅÅÅ|_VVVV|_regso)?\.(?:csv|geojson)`/gmu)].map(
      ([, name]) => name,
    );
    expect(files.length).toBeGreaterThan(7);
    expect(readdirSync(FOLDER).sort()).toEqual(files.map((file) => `${file}.json`).sort());
  });

  it.each(readdirSync(FOLDER))('%s holds to the schema, and its keys and links name its own columns', (name) => {
    const specification = specificationSchema.parse(read(name));
    if (specification.kind !== 'register') return;
    const columns = specification.columns.map(({ source }) => source);
    expect(new Set(columns).size).toBe(columns.length);
    for (const variable of specification.unique ?? []) expect(columns).toContain(variable);
    for (const { variable } of specification.links ?? []) expect(columns).toContain(variable);
    expect(specification.year).toEqual({ column: 'Ar' });
  });

  it('refuse unknown keys', () => {
    expect(specificationSchema.safeParse({ ...(read('regso.json') as object), more: 1 }).success).toBe(false);
  });
});
