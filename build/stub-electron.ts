import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/*
 * A folder that looks like an unpacked Electron for Linux to electron-builder, so that the layout, the filters and the fuses
 * can be packed and tested where the binary cannot be had. It starts nothing.
 */

/** The mark before the fuses in Electron's binary (Electron, docs/tutorial/fuses.md), its version and their number. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSE_VERSION = 1;
const FUSES_ON = '111111111';

export function makeStubElectron(folder: string, version: string): void {
  for (const part of ['locales', 'resources']) mkdirSync(path.join(folder, part), { recursive: true });
  const padding = Buffer.alloc(64);
  const program = Buffer.concat([
    Buffer.from('#!/bin/sh\necho "This is not Electron." >&2\nexit 1\n'),
    padding,
    Buffer.from(FUSE_SENTINEL, 'latin1'),
    Buffer.from([FUSE_VERSION, FUSES_ON.length]),
    Buffer.from(FUSES_ON, 'latin1'),
    padding,
  ]);
  writeFileSync(path.join(folder, 'electron'), program, { mode: 0o755 });
  writeFileSync(path.join(folder, 'chrome-sandbox'), '', { mode: 0o755 });
  writeFileSync(path.join(folder, 'version'), version);
  writeFileSync(path.join(folder, 'LICENSE'), 'stub\n');
  writeFileSync(path.join(folder, 'LICENSES.chromium.html'), 'stub\n');
  for (const language of ['sv', 'en-US']) writeFileSync(path.join(folder, 'locales', `${language}.pak`), '');
}
