import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ProjectPorts } from '../../electron/engine/project/ports.ts';
import { createProject, openProject, type Project } from '../../electron/engine/project/project.ts';
import { generator } from '../../shared/domain/random/generator.ts';

export const PASSPHRASE = 'sju små sjösjuka sjömän';

/** Cheap to derive, so that tests do not wait; nothing a person can run takes it. */
export const TEST_COST = { N: 1024, r: 8, p: 1 };

/** A clock that stands still and keys from a seed. */
export function seededPorts(seed: number): ProjectPorts {
  const source = generator(seed, 'test project');
  return {
    now: () => new Date('2024-01-02T03:04:05.000Z'),
    randomBytes: (size) => Uint8Array.from({ length: size }, () => source.integer(256)),
  };
}

/** A folder of its own that `remove` takes away. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'sigill-test-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export const newProject = (folder: string, name = 'test.sigill', ports: ProjectPorts = seededPorts(1)): Project =>
  createProject(path.join(folder, name), { passphrase: PASSPHRASE, name: 'Test', ports, cost: TEST_COST });

export const reopen = (folder: string, name = 'test.sigill', ports: ProjectPorts = seededPorts(2)): Project =>
  openProject(path.join(folder, name), { passphrase: PASSPHRASE, ports });
