/*
 * Fills shapes on a field of pixels with smooth edges: four lines through each row of pixels, and along each line the exact part
 * of every pixel that is covered. Only plain arithmetic, so that the pixels are the same on every machine.
 */

const LINES = 4;

/** `x` and `y` of a pixel to its colour, 0xRRGGBB. */
export type Paint = (x: number, y: number) => number;

export class Raster {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each pixel, row by row. */
  readonly pixels: Uint8Array;
  readonly #cover: Float64Array;

  constructor(width: number, height: number, ground: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(3 * width * height);
    this.#cover = new Float64Array(width + 2);
    const first = this.pixels.subarray(0, 3 * width);
    for (let x = 0; x < width; x += 1) this.#put(x, ground, 1);
    for (let y = 1; y < height; y += 1) this.pixels.set(first, 3 * width * y);
  }

  #put(pixel: number, colour: number, part: number): void {
    const { pixels } = this;
    const at = 3 * pixel;
    if (part === 1) {
      pixels[at] = colour >> 16;
      pixels[at + 1] = colour >> 8;
      pixels[at + 2] = colour;
      return;
    }
    pixels[at] = mixed(colour >> 16, pixels[at] as number, part);
    pixels[at + 1] = mixed((colour >> 8) & 255, pixels[at + 1] as number, part);
    pixels[at + 2] = mixed(colour & 255, pixels[at + 2] as number, part);
  }

  /** Fills closed rings. `winding`: a point that any ring goes round is inside; else one that an odd number of rings do. */
  paint(rings: readonly (readonly number[])[], colourOf: Paint, winding = false): void {
    const crossings = this.#crossings(rings);
    const cover = this.#cover;
    const [first, last] = this.#rowsOf(rings);
    for (let row = first; row <= last; row += 1) {
      let [from, to] = [this.width, 0];
      for (let line = 0; line < LINES; line += 1) {
        const found = crossings.get(row * LINES + line);
        if (found === undefined) continue;
        found.sort((a, b) => a.x - b.x || a.turn - b.turn);
        let turns = 0;
        for (let i = 0; i + 1 < found.length; i += 1) {
          const { x, turn } = found[i] as Crossing;
          turns += winding ? turn : 1;
          const inside = winding ? turns !== 0 : turns % 2 === 1;
          if (!inside) continue;
          const left = Math.max(0, x);
          const right = Math.min(this.width, (found[i + 1] as Crossing).x);
          if (right <= left) continue;
          addSpan(cover, left, right);
          from = Math.min(from, Math.floor(left));
          to = Math.max(to, Math.min(this.width, Math.ceil(right)));
        }
      }
      for (let x = from; x < to; x += 1) {
        const part = (cover[x] as number) / LINES;
        cover[x] = 0;
        if (part > 0) this.#put(row * this.width + x, colourOf(x, row), Math.min(1, part));
      }
    }
  }

  /** The first and the last row that the rings reach. */
  #rowsOf(rings: readonly (readonly number[])[]): readonly [number, number] {
    let [top, bottom] = [this.height, 0];
    for (const ring of rings)
      for (let i = 1; i < ring.length; i += 2) {
        top = Math.min(top, ring[i] as number);
        bottom = Math.max(bottom, ring[i] as number);
      }
    return [Math.max(0, Math.floor(top)), Math.min(this.height - 1, Math.ceil(bottom))];
  }

  /** Where the edges cross the lines through the rows, by line. */
  #crossings(rings: readonly (readonly number[])[]): Map<number, Crossing[]> {
    const found = new Map<number, Crossing[]>();
    const last = this.height * LINES - 1;
    for (const ring of rings) {
      const { length } = ring;
      for (let i = 0; i < length; i += 2) {
        const [ax, ay] = [ring[i] as number, ring[i + 1] as number];
        const [bx, by] = [ring[(i + 2) % length] as number, ring[(i + 3) % length] as number];
        if (ay === by) continue;
        const [low, high] = ay < by ? [ay, by] : [by, ay];
        // A line through the middle of its quarter of the row.
        const first = Math.max(0, Math.ceil(low * LINES - 0.5));
        const end = Math.min(last, Math.ceil(high * LINES - 0.5) - 1);
        for (let line = first; line <= end; line += 1) {
          const y = (line + 0.5) / LINES;
          const crossing = { x: ax + ((y - ay) * (bx - ax)) / (by - ay), turn: ay < by ? 1 : -1 };
          const known = found.get(line);
          if (known === undefined) found.set(line, [crossing]);
          else known.push(crossing);
        }
      }
    }
    return found;
  }
}

interface Crossing {
  readonly x: number;
  readonly turn: number;
}

const mixed = (own: number, before: number, part: number): number => Math.round(before + (own - before) * part);

/** Adds to every pixel the part of it between two places on its row. */
function addSpan(cover: Float64Array, left: number, right: number): void {
  const first = Math.floor(left);
  const last = Math.floor(right);
  if (first === last) {
    cover[first] = (cover[first] as number) + right - left;
    return;
  }
  cover[first] = (cover[first] as number) + first + 1 - left;
  for (let x = first + 1; x < last; x += 1) cover[x] = (cover[x] as number) + 1;
  if (right > last) cover[last] = (cover[last] as number) + right - last;
}
