import type { Generator } from './generator.ts';

/*
 * The normal density cut into 256 layers of equal area (G. Marsaglia and W. W. Tsang, "The ziggurat method for generating random
 * variables", 2000): R is where the lowest layer's tail begins, AREA that of every layer.
 */
const LAYERS = 256;
const R = 3.654152885361009;
const AREA = 0.00492867323397465;

const density = (x: number): number => Math.exp((-x * x) / 2);

/** Right end of each layer, the lowest first, whose end is that of a rectangle as large as layer and tail. */
const ends = new Float64Array(LAYERS + 1);
/** Share of a layer that lies wholly under the density. */
const inside = new Float64Array(LAYERS);
ends[0] = AREA / density(R);
ends[1] = R;
for (let layer = 2; layer < LAYERS; layer += 1) {
  const below = ends[layer - 1] as number;
  ends[layer] = Math.sqrt(-2 * Math.log(AREA / below + density(below)));
}
for (let layer = 0; layer < LAYERS; layer += 1) inside[layer] = (ends[layer + 1] as number) / (ends[layer] as number);

const HALF = 2 ** 28;
const STEP = 2 ** -51;

/**
 * Fills `target` with independent standard normal numbers by the ziggurat, exact but for the 52 bits of each: some six times as
 * quick as one `normal()` after the other, and another stream. Layer and place come from different bits (J. A. Doornik, "An
 * improved ziggurat method to generate normal random samples", 2005).
 */
export function fillNormals(random: Generator, target: Float64Array): void {
  for (let i = 0; i < target.length; i += 1) {
    const first = random.uint32();
    const layer = first & (LAYERS - 1);
    // Symmetric about 0, which it never is.
    const place = ((first >>> 8) * HALF + (random.uint32() >>> 4) + 0.5) * STEP - 1;
    target[i] =
      Math.abs(place) < (inside[layer] as number) ? place * (ends[layer] as number) : atTheEdge(random, layer, place);
  }
}

/** A number whose first place lay beside the density's inner rectangle; begins anew where it lies above the density. */
function atTheEdge(random: Generator, firstLayer: number, firstPlace: number): number {
  let layer = firstLayer;
  let place = firstPlace;
  for (;;) {
    const end = ends[layer] as number;
    if (Math.abs(place) < (inside[layer] as number)) return place * end;
    if (layer === 0) return place < 0 ? -tail(random) : tail(random);
    const x = place * end;
    const low = density(end);
    const high = density(ends[layer + 1] as number);
    if (low + random.uniform() * (high - low) < density(x)) return x;
    const first = random.uint32();
    layer = first & (LAYERS - 1);
    place = ((first >>> 8) * HALF + (random.uint32() >>> 4) + 0.5) * STEP - 1;
  }
}

/** Beyond R (G. Marsaglia, "Generating a variable from the tail of the normal distribution", 1964). */
function tail(random: Generator): number {
  for (;;) {
    const x = -Math.log(1 - random.uniform()) / R;
    const y = -Math.log(1 - random.uniform());
    if (2 * y > x * x) return R + x;
  }
}
