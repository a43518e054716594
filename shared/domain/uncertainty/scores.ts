import { ownWeights } from '../assess/ownWeights.ts';
import { TreeValues } from '../assess/treeValues.ts';
import { effectiveWeights } from '../assess/weightTree.ts';
import type { Generator } from '../random/generator.ts';
import { fillNormals } from '../random/normals.ts';
import { extremes } from '../statistics/moments.ts';
import type { Variant } from './variant.ts';
import { TOGETHER, type WeightedSums, weightedSums } from './weightedSums.ts';

/** Takes the scores of one replicate, NaN = no score; they are overwritten afterwards. */
export type TakeScores = (scores: Float64Array) => void;

/** Scores one variant again and again. Replicates may be held back until some can be carried out together. */
export interface Scorer {
  /** @param shares drawn among siblings, one per node; @param random the replicate's own, for the noise */
  score(shares: Float64Array, random: Generator, take: TakeScores): void;
  /** Carries out what is held back. */
  finish(take: TakeScores): void;
}

export const scorerOf = (variant: Variant): Scorer =>
  variant.linear ? new LinearScorer(variant) : new TreeScorer(variant);

/**
 * An index that is linear in the indicators: independent normal noise of each of them is normal noise of their weighted sum,
 * variance sum w_j² s_ij²: one draw per area instead of one per area and indicator.
 */
class LinearScorer implements Scorer {
  readonly #variant: Variant;
  readonly #values: WeightedSums;
  readonly #variances: WeightedSums | undefined;
  readonly #effective: Float64Array;
  readonly #noise: Float64Array;
  readonly #without: readonly number[];
  readonly #waiting: { readonly shares: Float64Array; readonly random: Generator }[] = [];

  constructor(variant: Variant) {
    const { columns, noise, enough } = variant;
    this.#variant = variant;
    this.#values = weightedSums(columns);
    this.#variances = noise === undefined ? undefined : weightedSums(noise);
    this.#effective = new Float64Array(columns.length);
    this.#noise = new Float64Array(enough.length);
    this.#without = Array.from(enough.keys()).filter((area) => enough[area] === 0);
  }

  score(shares: Float64Array, random: Generator, take: TakeScores): void {
    const place = this.#waiting.length;
    effectiveWeights(this.#variant.tree, shares, this.#effective);
    const variances = this.#variances?.weights;
    this.#effective.forEach((weight, j) => {
      this.#values.weights[j * TOGETHER + place] = weight;
      if (variances !== undefined) variances[j * TOGETHER + place] = weight ** 2;
    });
    this.#waiting.push({ shares: shares.slice(), random });
    if (this.#waiting.length === TOGETHER) this.finish(take);
  }

  finish(take: TakeScores): void {
    if (this.#waiting.length === 0) return;
    this.#values.compute();
    this.#variances?.compute();
    this.#waiting.forEach(({ shares, random }, place) => {
      const scores = this.#values.sums[place] as Float64Array;
      const variances = this.#variances?.sums[place];
      this.#fillGaps(shares, scores, variances);
      if (variances !== undefined) {
        const noise = this.#noise;
        fillNormals(random, noise);
        for (let i = 0; i < noise.length; i += 1)
          scores[i] = (scores[i] as number) + Math.sqrt(variances[i] as number) * (noise[i] as number);
      }
      for (const area of this.#without) scores[area] = Number.NaN;
      take(scores);
    });
    this.#waiting.length = 0;
  }

  /** An area that lacks some indicator weighs those it has. */
  #fillGaps(shares: Float64Array, scores: Float64Array, variances: Float64Array | undefined): void {
    const { tree, columns, noise, gaps } = this.#variant;
    for (const area of gaps) {
      const weights = ownWeights(tree, shares, columns.length, (j) => !Number.isNaN(columns[j]?.[area]));
      let score = 0;
      let variance = 0;
      weights.forEach((weight, j) => {
        if (weight === 0) return;
        score += weight * ((columns[j] as Float64Array)[area] as number);
        variance += weight * weight * (noise?.[j]?.[area] ?? 0);
      });
      scores[area] = weights.some((weight) => weight > 0) ? score : Number.NaN;
      if (variances !== undefined) variances[area] = variance;
    }
  }
}

/**
 * With any other aggregation each value gets its own draw; a value that a geometric or harmonic mean could not take is then held
 * at the smallest observed of its indicator.
 */
class TreeScorer implements Scorer {
  readonly #variant: Variant;
  readonly #leaves: readonly Float64Array[];
  readonly #least: readonly number[];
  readonly #tree: TreeValues;
  readonly #scores: Float64Array;
  readonly #draws: Float64Array;

  constructor(variant: Variant) {
    this.#variant = variant;
    this.#leaves = variant.columns.map((column) => column.slice());
    this.#least = this.#leaves.map((column) => extremes(column).low);
    this.#tree = new TreeValues(variant.tree, this.#leaves, variant.enough.length);
    this.#scores = new Float64Array(variant.enough.length);
    this.#draws = new Float64Array(variant.enough.length);
  }

  score(shares: Float64Array, random: Generator, take: TakeScores): void {
    this.#disturb(random);
    this.#tree.compute(shares);
    const { enough } = this.#variant;
    for (let area = 0; area < enough.length; area += 1)
      this.#scores[area] = enough[area] === 0 ? Number.NaN : (this.#tree.scores[area] as number);
    take(this.#scores);
  }

  finish(): void {
    // Nothing is held back.
  }

  #disturb(random: Generator): void {
    const { columns, noise } = this.#variant;
    if (noise === undefined) return;
    const draws = this.#draws;
    this.#leaves.forEach((leaf, j) => {
      const column = columns[j] as Float64Array;
      const variances = noise[j] as Float64Array;
      fillNormals(random, draws);
      for (let area = 0; area < leaf.length; area += 1) {
        const value = column[area] as number;
        const variance = variances[area] as number;
        leaf[area] =
          Number.isNaN(value) || variance === 0
            ? value
            : Math.max(this.#least[j] as number, value + Math.sqrt(variance) * (draws[area] as number));
      }
    });
    this.#tree.leavesChanged();
  }
}
