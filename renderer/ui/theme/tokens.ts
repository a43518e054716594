/*
 * The one source of colour and measure. Style sheets read them as `--sg-…`, Mantine and AG Grid through those, and
 * canvas drawing (charts, map) as these objects. Text is at least 4.5:1 against ground and surface, marks at least 3:1.
 */
export interface Tokens {
  /** Behind navigation and bars. */
  readonly ground: string;
  /** Where work is done. */
  readonly surface: string;
  /** Rows and buttons under the pointer. */
  readonly hover: string;
  /** Hairlines between things. */
  readonly line: string;
  /** Borders of things that can be operated, and axes. */
  readonly lineStrong: string;
  readonly text: string;
  readonly textMuted: string;
  /** Action and selection, as text or mark on surface. */
  readonly accent: string;
  /** Behind something selected. */
  readonly accentSoft: string;
  /** Only for refused and danger. */
  readonly danger: string;
  /** Ordinary marks in charts that carry no class. */
  readonly mark: string;
  readonly markSoft: string;
  /** Missing or hidden values. */
  readonly missing: string;
}

export type Scheme = 'light' | 'dark';

export const TOKENS: Readonly<Record<Scheme, Tokens>> = {
  light: {
    ground: '#f3f4f6',
    surface: '#ffffff',
    hover: '#edf0f3',
    line: '#d8dce1',
    lineStrong: '#818a94',
    text: '#15181c',
    textMuted: '#515963',
    accent: '#0b4a8f',
    accentSoft: '#dce9f7',
    danger: '#b01e17',
    mark: '#5d6772',
    markSoft: '#c6ccd3',
    missing: '#a9b0b8',
  },
  dark: {
    ground: '#14171a',
    surface: '#1b1f23',
    hover: '#262b31',
    line: '#353b42',
    lineStrong: '#7b858f',
    text: '#e9ebee',
    textMuted: '#a9b1ba',
    accent: '#86b9f2',
    accentSoft: '#1f3a58',
    danger: '#ff8f85',
    mark: '#98a2ad',
    markSoft: '#48505a',
    missing: '#59626c',
  },
};

/** What Mantine takes its own dark greys from, light to dark. */
export const GREYS = [
  '#e9ebee',
  '#c9ced4',
  '#a9b1ba',
  '#7b858f',
  '#4a525b',
  '#353b42',
  '#1b1f23',
  '#171a1e',
  '#14171a',
  '#101215',
] as const;

/** Deep blue, light to dark. Filled controls take step 8 in light and step 6 in dark: white text is above 4.5:1 on both. */
export const BLUES = [
  '#eaf2fb',
  '#d0e2f5',
  '#a8c9ec',
  '#86b9f2',
  '#5595dc',
  '#3a7fcc',
  '#2a6cb5',
  '#175a9f',
  '#0b4a8f',
  '#083a72',
] as const;
