import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const policy = z.strictObject({
  /** The oldest major version of Electron that may be packed. */
  leastMajor: z.int(),
  /** When somebody last looked up which versions are still mended. */
  checked: z.iso.date(),
});

const LONGEST_DAYS = 60;

export const electronPolicy = (): z.output<typeof policy> =>
  policy.parse(JSON.parse(readFileSync(path.join(import.meta.dirname, 'electron-policy.json'), 'utf8')));

/** What to say before packing when nobody has looked at Electron's versions for long; a warning, never a failed test. */
export function stalePolicyWarning(today: Date): string | undefined {
  const { checked } = electronPolicy();
  const days = Math.floor((today.getTime() - Date.parse(checked)) / 86_400_000);
  return days > LONGEST_DAYS
    ? `Electron's versions were last looked up on ${checked}, ${String(days)} days ago. Check electronjs.org/docs/latest/tutorial/electron-timelines and build/electron-policy.json before this is installed anywhere.`
    : undefined;
}
