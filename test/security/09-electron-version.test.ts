import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packing } from '../../build/electron-builder.ts';
import { ROOT } from '../support/sources.ts';

// Electron 16. Whether the check is old is said by the packing script, so that no test fails by the calendar.
const read = (...parts: string[]): unknown => JSON.parse(readFileSync(path.join(ROOT, ...parts), 'utf8'));

describe('9. Electron is a supported one', () => {
  const installed = z.object({ version: z.string() }).parse(read('node_modules/electron/package.json')).version;

  it('is not older than the policy says', () => {
    const policy = z
      .strictObject({ leastMajor: z.int(), checked: z.iso.date() })
      .parse(read('build/electron-policy.json'));
    expect(Number.parseInt(installed, 10)).toBeGreaterThanOrEqual(policy.leastMajor);
  });

  it('is the same in the packages, in what is packed and in the lock file', () => {
    const declared = z.object({ devDependencies: z.object({ electron: z.string() }) }).parse(read('package.json'));
    expect(declared.devDependencies.electron).toBe(installed);
    expect(packing({ target: 'linux-x64', output: 'release' }).electronVersion).toBe(installed);
  });
});
