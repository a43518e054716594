import { randomBytes } from 'node:crypto';

/**
 * What the project takes from the world around it. The demonstration takes its clock and its keys from the seed, so
 * that two runs have the same keys and times; everything else uses `systemPorts`.
 */
export interface ProjectPorts {
  now(): Date;
  /** Fresh bytes from a source fit for keys; the project overwrites them with zeros after use. */
  randomBytes(size: number): Uint8Array;
}

export const systemPorts: ProjectPorts = {
  now: () => new Date(),
  randomBytes: (size) => randomBytes(size),
};
