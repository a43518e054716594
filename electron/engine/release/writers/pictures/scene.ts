/*
 * A picture as shapes, in pixels from the upper left corner: drawn as SVG and as PNG from the same list, so that both show the
 * same.
 */

export type Fill = { readonly colour: string } | 'hatch';

export type Shape =
  | {
      readonly kind: 'area';
      /** Closed rings: x0,y0,x1,y1,… A point in an odd number of rings is inside. */
      readonly rings: readonly (readonly number[])[];
      readonly fill: Fill;
      readonly line?: { readonly colour: string; readonly width: number };
    }
  | { readonly kind: 'dot'; readonly x: number; readonly y: number; readonly radius: number; readonly colour: string }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly size: number;
      readonly bold: boolean;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly colour: string;
      readonly text: string;
    };

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** What the picture shows, for who cannot see it. */
  readonly description: string;
  readonly shapes: readonly Shape[];
}

export const COLOUR = {
  ground: '#ffffff',
  text: '#15181c',
  muted: '#515963',
  line: '#d8dce1',
  bar: '#0b4a8f',
  danger: '#b01e17',
  hatch: '#818a94',
  hatchGround: '#eef0f2',
} as const;

/** Five steps of one hue, told apart in print and by the colour-blind. */
export const CLASS_COLOURS = ['#e3eefa', '#b3d0ee', '#74a9db', '#2f76bb', '#0b3d78'] as const;

/** For what has no order: told apart by the colour-blind, the first ones best. */
export const CATEGORY_COLOURS = [
  '#2f76bb',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#f0e442',
  '#6f4f9b',
  '#8a5a2b',
  '#7a828c',
  '#a8c94b',
  '#1b3a5c',
] as const;

/** Lines of the hatching: one pixel in so many, at 45 degrees. */
export const HATCH_PERIOD = 5;

export const box = (x: number, y: number, width: number, height: number, fill: Fill): Shape => ({
  kind: 'area',
  rings: [[x, y, x + width, y, x + width, y + height, x, y + height]],
  fill,
});

export const write = (
  x: number,
  y: number,
  text: string,
  more: Partial<Omit<Extract<Shape, { kind: 'text' }>, 'kind' | 'x' | 'y' | 'text'>> = {},
): Shape => ({ kind: 'text', x, y, text, size: 12, bold: false, anchor: 'start', colour: COLOUR.text, ...more });
