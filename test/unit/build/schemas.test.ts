import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SCHEMA_FOLDER, schemaFiles } from '../../../build/schemas.ts';

describe('JSON Schemas of the files that a person writes', () => {
  it('are those of the zod schemas (else run: node build/schemas.ts)', () => {
    const kept = new Map(
      readdirSync(SCHEMA_FOLDER).map((name) => [name, readFileSync(path.join(SCHEMA_FOLDER, name), 'utf8')]),
    );
    expect([...kept.keys()].sort()).toEqual([...schemaFiles().keys()].sort());
    for (const [name, content] of schemaFiles()) expect(kept.get(name), name).toBe(content);
  });

  it('refuse unknown keys in every object that has keys of its own', () => {
    const open: string[] = [];
    const visit = (at: string, node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      if ('properties' in node && 'type' in node && !('additionalProperties' in node)) open.push(at);
      for (const [key, below] of Object.entries(node)) visit(`${at}/${key}`, below);
    };
    for (const [name, content] of schemaFiles()) visit(name, JSON.parse(content));
    expect(open).toEqual([]);
  });
});
