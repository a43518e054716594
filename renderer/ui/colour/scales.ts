import { hex, oklch } from './oklch.ts';

export type ColourScheme = 'light' | 'dark';

const steps = (count: number): number[] => Array.from({ length: count }, (_, j) => (count === 1 ? 1 : j / (count - 1)));

/**
 * Cividis at t in 0..1 (Nuñez, Anderton and Renslow 2018; polynomial fit of d3-scale-chromatic): the same order of
 * lightness for people with and without colour vision deficiency.
 */
function cividisAt(t: number): string {
  const cut = (x: number): number => Math.max(0, Math.min(255, Math.round(x)));
  return hex(
    cut(-4.54 - t * (35.34 - t * (2381.73 - t * (6402.7 - t * (7024.72 - t * 2710.57))))),
    cut(32.49 + t * (170.73 + t * (52.82 - t * (131.46 - t * (176.58 - t * 67.37))))),
    cut(81.24 + t * (442.36 - t * (2482.43 - t * (6167.24 - t * (6614.94 - t * 2475.67))))),
  );
}

/**
 * Amount, low to high, in cividis. What there is most of stands out from the ground: darkest on white, lightest on
 * dark.
 */
export function cividis(count: number, scheme: ColourScheme): string[] {
  return steps(count).map((t) => cividisAt(scheme === 'light' ? 1 - t : t));
}

/** The hue of more exclusion and the hue of less, in degrees: the same in amounts, changes and explanations. */
const MORE = 50;
const LESS = 230;

/**
 * Amount, low to high, in one hue (that of more exclusion unless another is asked for). What there is little of almost
 * melts into the ground, so that the eye goes to the rest.
 */
export function singleHue(count: number, scheme: ColourScheme, hue = MORE): string[] {
  return steps(count).map((t) => {
    const chroma = 0.015 + 0.12 * Math.sin(Math.PI * (0.1 + 0.6 * t));
    return scheme === 'light'
      ? oklch(0.95 - 0.6 * t, chroma * (0.35 + 0.65 * t), hue)
      : oklch(0.3 + 0.58 * t, chroma * (0.3 + 0.7 * t), hue);
  });
}

/**
 * Change, from less through none to more: blue, grey, brown. An odd count has a grey middle. Lightness is mirrored
 * about the middle, so that the size of a change reads the same in both directions and in print.
 */
export function diverging(count: number, scheme: ColourScheme): string[] {
  return steps(count).map((t) => {
    const side = 2 * t - 1;
    const strength = Math.abs(side);
    const hue = side < 0 ? LESS : MORE;
    return scheme === 'light'
      ? oklch(0.91 - 0.4 * strength, strength === 0 ? 0 : 0.02 + 0.12 * strength, hue)
      : oklch(0.36 + 0.44 * strength, strength === 0 ? 0 : 0.02 + 0.11 * strength, hue);
  });
}

/**
 * Kinds without order, at most ten: the palette of Okabe and Ito (2008) without its black, and three more that keep
 * their distance from it. Always together with names or patterns.
 */
export const CATEGORICAL: readonly string[] = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#f0e442',
  '#7a5195',
  '#8c6d31',
  '#7f7f7f',
];

/**
 * A colour for each of so many kinds: the palette, then hues between, darker and lighter by turns. Beyond ten the eye no longer
 * tells them apart by colour alone: the numbers beside do.
 */
export function kinds(count: number): string[] {
  return Array.from({ length: count }, (_none, at) => {
    const known = CATEGORICAL[at];
    if (known !== undefined) return known;
    const further = at - CATEGORICAL.length;
    return oklch(further % 2 === 0 ? 0.48 : 0.72, 0.11, (25 + further * 137.5) % 360);
  });
}

/** Shares of the ground that a colour is mixed with to look less and less sure. */
const GROUND_SHARES = [0, 0.5, 0.8] as const;

/** A colour of `#rrggbb` and the two paler ones that say the same less surely: value by alpha (Roth, Woodruff and Johnson 2010). */
export function paler(colour: string, ground: string): string[] {
  const part = (of: string, at: number): number => Number.parseInt(of.slice(at, at + 2), 16);
  const mixed = (at: number, share: number): number =>
    Math.round((1 - share) * part(colour, at) + share * part(ground, at));
  return GROUND_SHARES.map((share) => hex(mixed(1, share), mixed(3, share), mixed(5, share)));
}
