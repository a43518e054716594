import { describe, expect, it } from 'vitest';
import { seededId, seededPorts } from '../../../../../electron/engine/demonstration/ports.ts';

describe('clock and keys of the demonstration', () => {
  it('are the same for the same seed, in the same order', () => {
    const [one, two] = [seededPorts(5), seededPorts(5)];
    expect([one.now(), one.now()]).toEqual([two.now(), two.now()]);
    expect(one.randomBytes(40)).toEqual(two.randomBytes(40));
    expect(one.randomBytes(16)).toEqual(two.randomBytes(16));
    expect(seededId(5)).toBe(seededId(5));
  });

  it('differ between seeds and never repeat', () => {
    const ports = seededPorts(5);
    const first = Buffer.from(ports.randomBytes(32)).toString('hex');
    expect(Buffer.from(ports.randomBytes(32)).toString('hex')).not.toBe(first);
    expect(Buffer.from(seededPorts(6).randomBytes(32)).toString('hex')).not.toBe(first);
    const clock = seededPorts(5);
    expect(clock.now().getTime()).toBeLessThan(clock.now().getTime());
    expect(seededId(5)).not.toBe(seededId(6));
  });

  it('make an identity of the form of a UUID', () => {
    expect(seededId(1)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/u);
  });
});
