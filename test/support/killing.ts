import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { PASSPHRASE } from './project.ts';

const CHILD = path.resolve(import.meta.dirname, 'projectChild.ts');

export interface Outcome {
  /** From the beginning of the work to the end of the process. */
  readonly milliseconds: number;
  readonly done: boolean;
}

/**
 * Works in a process of its own and kills it with SIGKILL so many milliseconds after the work has begun. `temporary`: the
 * folder that the process has for temporary files.
 */
export function workAndKill(
  target: string,
  work: readonly string[],
  after: number,
  temporary: string,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, target, PASSPHRASE, ...work], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, TMPDIR: temporary, SQLITE_TMPDIR: temporary },
    });
    let begun = 0;
    let said = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (begun === 0 && said.includes('started')) {
        begun = performance.now();
        if (Number.isFinite(after)) timer = setTimeout(() => child.kill('SIGKILL'), after);
      }
    });
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(timer);
      resolve({ milliseconds: performance.now() - begun, done: said.includes('done') });
    });
  });
}

/** Files below the folders in which a text stands in any of the usual encodings. */
export function filesWith(marker: string, folders: readonly string[]): readonly string[] {
  const needles = (['utf8', 'latin1', 'utf16le'] as const).map((encoding) => Buffer.from(marker, encoding));
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
    )
    .filter((file) => statSync(file).isFile())
    .filter((file) => {
      const content = readFileSync(file);
      return needles.some((needle) => content.includes(needle));
    });
}
