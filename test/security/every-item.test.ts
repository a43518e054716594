import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/sources.ts';

// docs/security.md tells the truth about which test holds what.
const table = readFileSync(path.join(ROOT, 'docs/security.md'), 'utf8');
const tests = readdirSync(path.join(ROOT, 'test/security')).filter(
  (name) => name !== path.basename(import.meta.filename),
);

describe('the table in docs/security.md', () => {
  it('has a line for every test', () => {
    expect(
      tests.map((name) => name.replace(/\.test\.ts$/u, '')).filter((name) => !table.includes(`\`${name}\``)),
    ).toEqual([]);
  });

  it('names only files that exist', () => {
    const numbered = [...table.matchAll(/`(\d\d-[\w-]+)`/gu)].map((match) => `${match[1] ?? ''}.test.ts`);
    expect(numbered.length).toBeGreaterThan(20);
    expect(numbered.filter((name) => !tests.includes(name))).toEqual([]);
  });
});
