import { generator } from '../../../../shared/domain/random/generator.ts';

const SIDE = 64;

/** A smooth value in about -1..1 for every point of the plane; neighbouring points get neighbouring values. */
export type Noise = (x: number, y: number) => number;

/**
 * Value noise: random values on a 64 x 64 lattice that repeats, joined by smoothstep. `period` is the distance between
 * lattice points; `octaves` adds the same field at half the period and half the height, again and again.
 * Only + - * and floor, so that every machine gives the same field.
 */
export function noise(seed: number, stream: string, period: number, octaves = 1): Noise {
  const random = generator(seed, `noise/${stream}`);
  const lattice = Float64Array.from({ length: SIDE * SIDE }, () => 2 * random.uniform() - 1);
  const at = (column: number, row: number): number =>
    lattice[(((row % SIDE) + SIDE) % SIDE) * SIDE + (((column % SIDE) + SIDE) % SIDE)]!;
  const single = (x: number, y: number): number => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    const u = x - column;
    const v = y - row;
    const su = u * u * (3 - 2 * u);
    const sv = v * v * (3 - 2 * v);
    const low = at(column, row) * (1 - su) + at(column + 1, row) * su;
    const high = at(column, row + 1) * (1 - su) + at(column + 1, row + 1) * su;
    return low * (1 - sv) + high * sv;
  };
  return (x, y) => {
    let sum = 0;
    let height = 1;
    let scale = 1 / period;
    for (let octave = 0; octave < octaves; octave += 1) {
      sum += height * single(x * scale + 17.3 * octave, y * scale - 9.1 * octave);
      height /= 2;
      scale *= 2;
    }
    return sum;
  };
}
