import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packing } from '../../build/electron-builder.ts';
import { electronPolicy, stalePolicyWarning } from '../../build/electronPolicy.ts';
import { ROOT } from '../support/sources.ts';

// Electron 16. Whether the check is old is said by the packing script, so that no test fails by the calendar.
const read = (...parts: string[]): unknown => JSON.parse(readFileSync(path.join(ROOT, ...parts), 'utf8'));

describe('9. Electron is a supported one', () => {
  const installed = z.object({ version: z.string() }).parse(read('node_modules/electron/package.json')).version;

  it('is not older than the policy says', () => {
    expect(Number.parseInt(installed, 10)).toBeGreaterThanOrEqual(electronPolicy().leastMajor);
  });

  it('is looked up now and then', () => {
    const { checked } = electronPolicy();
    const after = (days: number): Date => new Date(Date.parse(checked) + days * 86_400_000);
    expect(stalePolicyWarning(after(60))).toBeUndefined();
    expect(stalePolicyWarning(after(61))).toContain(checked);
  });

  it('is the same in the packages, in what is packed and in the lock file', () => {
    const declared = z.object({ devDependencies: z.object({ electron: z.string() }) }).parse(read('package.json'));
    expect(declared.devDependencies.electron).toBe(installed);
    expect(packing({ target: 'linux-x64', output: 'release' }).electronVersion).toBe(installed);
  });
});
