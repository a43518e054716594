import { describe, expect, it } from 'vitest';
import { columnMemory } from '../../../electron/engine/indicators/columnMemory.ts';

const column = (bytes: number) => ({ kind: 'link' as const, values: new Int32Array(bytes / 4) });

describe('columns kept in memory', () => {
  it('stay below the limit; what was used longest ago goes first', () => {
    const memory = columnMemory(100);
    memory.set('a', column(40));
    memory.set('b', column(40));
    expect(memory.get('a')).toBeDefined();
    memory.set('c', column(40));
    expect(memory.get('b')).toBeUndefined();
    expect([memory.get('a'), memory.get('c')]).not.toContain(undefined);
  });

  it('count once when they are kept again, and not at all when they are larger than the limit', () => {
    const memory = columnMemory(100);
    memory.set('a', column(60));
    memory.set('a', column(60));
    memory.set('b', column(40));
    expect([memory.get('a'), memory.get('b')]).not.toContain(undefined);
    memory.set('c', column(104));
    expect(memory.get('c')).toBeUndefined();
    expect(memory.get('a')).toBeDefined();
  });
});
