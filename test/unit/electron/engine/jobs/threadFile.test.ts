import { describe, expect, it } from 'vitest';
import { threadFile } from '../../../../../electron/engine/jobs/threadFile.ts';

describe('threadFile', () => {
  const source = new URL('file:///a/engine/thread.ts');

  it('is the source where sources are run, and the bundle beside the engine otherwise', () => {
    expect(threadFile(source, 'x.js', 'file:///a/engine/pool.ts').href).toBe(source.href);
    expect(threadFile(source, 'x.js', 'file:///out/main/engine.js').href).toBe('file:///out/main/x.js');
    expect(threadFile(source, 'x.js', 'file:///out/main/chunks/pool-1a2b.js').href).toBe('file:///out/main/x.js');
  });
});
