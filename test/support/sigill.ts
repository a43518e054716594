import { vi } from 'vitest';
import { run } from '../../electron/cli/run.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process and gives its exit code and what it wrote. */
export async function sigill(...argv: string[]): Promise<Outcome> {
  const written = { out: '', err: '' };
  const catcher = (to: 'out' | 'err') => (piece: string | Uint8Array) => {
    written[to] += typeof piece === 'string' ? piece : Buffer.from(piece).toString('utf8');
    return true;
  };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(catcher('out'));
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(catcher('err'));
  try {
    return { code: await run(argv, { SIGILL_LANGUAGE: 'en' }), ...written };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}
