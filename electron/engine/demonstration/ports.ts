import { createHash } from 'node:crypto';
import type { ProjectPorts } from '../project/ports.ts';

const STEP_MS = 1000;
const START = Date.UTC(2024, 10, 15, 8, 0, 0);

/**
 * Clock and keys of the demonstration, from its seed: the clock starts at a fixed moment and moves one second each time it
 * is read; bytes are SHA-256 of seed and count. Whoever knows the seed knows the keys, which is why only made-up people may
 * lie in such a project.
 */
export function seededPorts(seed: number): ProjectPorts {
  let reads = 0;
  let block = 0;
  return {
    now: () => {
      reads += 1;
      return new Date(START + reads * STEP_MS);
    },
    randomBytes: (size) => {
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; at += 32) {
        const digest = createHash('sha256').update(`sigill demonstration ${seed} ${block}`).digest();
        block += 1;
        bytes.set(digest.subarray(0, Math.min(32, size - at)), at);
      }
      return bytes;
    },
  };
}

/** The demonstration project's identity, an UUID of version 8 (RFC 9562) made from the seed. */
export function seededId(seed: number): string {
  const hex = createHash('sha256').update(`sigill demonstration project ${seed}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
