import { DataError } from '../../../../shared/errors/errors.ts';
import { TABLE_LIMITS } from '../../delimited/limits.ts';
import { nameOf, wholeFile } from '../../delimited/source.ts';
import { cellsOf, type Cube, type CubeDimension, MOST_CELLS } from './cube.ts';
import { type PxKeywords, readPxKeywords } from './pxKeywords.ts';
import { pxText } from './pxText.ts';

/*
 * PX, the file format of PC-Axis and PxWeb (PX file format, version 2013): keywords, then DATA with the figures in the
 * order of STUB and HEADING. `"-"` is nothing at all, which is zero; one to six dots are a figure that is missing.
 */

const DOTS = /^\.{1,6}$/u;

function dimensionOf(keywords: PxKeywords, name: string): CubeDimension {
  const labels = keywords.of('VALUES', name)?.texts ?? [];
  const codes = keywords.of('CODES', name)?.texts ?? [];
  const held = codes.length > 0 ? codes : labels;
  const contents = keywords.of('CONTVARIABLE')?.texts[0] === name;
  const time = keywords.of('TIMEVAL', name) !== undefined;
  const map = keywords.of('MAP', name) !== undefined;
  return {
    code: keywords.of('VARIABLECODE', name)?.texts[0] ?? name,
    label: name,
    codes: held,
    labels: labels.length === held.length ? labels : held,
    role: contents ? 'contents' : time ? 'time' : map ? 'area' : 'other',
  };
}

/** A figure, NaN for a missing one, or undefined for what is neither. */
function figureOf(written: string): number | undefined {
  if (written === '-') return 0;
  if (DOTS.test(written) || written === '') return Number.NaN;
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/u.test(written) ? Number(written) : undefined;
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** Goes through what stands after DATA=: figures and quoted texts, each with its line, up to the semicolon. */
function* dataOf(
  file: string,
  text: string,
  from: number,
  firstLine: number,
): Generator<{ text: string; quoted: boolean; line: number }> {
  const piece = /"([^"]*)"|([^\s;",]+)|(;)|(\n)/u;
  const pattern = new RegExp(piece.source, 'gu');
  pattern.lastIndex = from;
  let line = firstLine;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const [, quoted, plain, end, feed] = found;
    if (feed !== undefined) line += 1;
    else if (end !== undefined) return;
    else yield { text: (quoted ?? plain ?? '').trim(), quoted: quoted !== undefined, line };
  }
  throw new DataError({ file, line }, 'px.unclosedData');
}

/** Figures written one after the other, all of them. */
function denseValues(file: string, text: string, keywords: PxKeywords, cells: number): Float64Array {
  const values = new Float64Array(cells);
  let filled = 0;
  let last = keywords.dataLine;
  for (const { text: written, line } of dataOf(file, text, keywords.dataAt, keywords.dataLine)) {
    last = line;
    const figure = figureOf(written);
    if (figure === undefined) throw new DataError({ file, line }, 'px.badFigure');
    if (filled === cells) throw new DataError({ file, line }, 'px.tooManyFigures', { expected: cells });
    values[filled] = figure;
    filled += 1;
  }
  if (filled < cells) throw new DataError({ file, line: last }, 'px.tooFewFigures', { expected: cells, found: filled });
  return values;
}

/** Figures in rows that begin with the keys of the stub; rows that are not there are zero, as the format has it. */
function keyedValues(
  file: string,
  text: string,
  keywords: PxKeywords,
  stub: readonly CubeDimension[],
  byLabel: readonly boolean[],
  cells: number,
  width: number,
): Float64Array {
  const values = new Float64Array(cells);
  const positions = stub.map(
    ({ codes, labels }, i) => new Map((byLabel[i] === true ? labels : codes).map((key, at) => [key, at])),
  );
  let row = 0;
  let key = 0;
  let column = width;
  for (const { text: written, quoted, line } of dataOf(file, text, keywords.dataAt, keywords.dataLine)) {
    if (column === width && key === stub.length) [row, key] = [0, 0];
    if (key < stub.length) {
      const position = quoted ? positions[key]?.get(written) : undefined;
      if (position === undefined) throw new DataError({ file, line }, 'px.badKey');
      row = row * (stub[key]?.codes.length ?? 1) + position;
      key += 1;
      if (key === stub.length) column = 0;
      continue;
    }
    const figure = figureOf(written);
    if (figure === undefined) throw new DataError({ file, line }, 'px.badFigure');
    values[row * width + column] = figure;
    column += 1;
  }
  if (column !== width) throw new DataError({ file }, 'px.unclosedData');
  return values;
}

/** Reads a PX file. @throws DataError with file and line */
export function readPx(path: string): Cube {
  const file = nameOf(path);
  const text = pxText(wholeFile(path, TABLE_LIMITS).bytes);
  const keywords = readPxKeywords(file, text);
  const stubNames = keywords.of('STUB')?.texts ?? [];
  const headingNames = keywords.of('HEADING')?.texts ?? [];
  const names = [...stubNames, ...headingNames];
  if (names.length === 0) throw new DataError({ file }, 'px.noDimensions');
  const dimensions = names.map((name) => {
    const dimension = dimensionOf(keywords, name);
    const line = keywords.of('VALUES', name)?.line;
    const place = line === undefined ? { file } : { file, line };
    if (dimension.codes.length === 0) throw new DataError(place, 'px.noValues', { variable: name });
    if (new Set(dimension.codes).size !== dimension.codes.length)
      throw new DataError(place, 'px.doubledCode', { variable: name });
    return dimension;
  });
  if (new Set(names).size !== names.length) throw new DataError({ file }, 'px.doubledVariable');
  const cells = cellsOf(dimensions.map(({ codes }) => codes.length));
  if (!Number.isFinite(cells)) throw new DataError({ file }, 'statistics.tooManyCells', { limit: MOST_CELLS });
  const stub = dimensions.slice(0, stubNames.length);
  const keyed = stub.length > 0 && stubNames.some((name) => keywords.of('KEYS', name) !== undefined);
  const byLabel = stubNames.map((name) => keywords.of('KEYS', name)?.texts[0]?.toUpperCase() === 'VALUES');
  const width = cells / stub.reduce((product, { codes }) => product * codes.length, 1);
  const values = keyed
    ? keyedValues(file, text, keywords, stub, byLabel, cells, width)
    : denseValues(file, text, keywords, cells);
  return { file, dimensions, values, contents: keywords.of('CONTENTS')?.texts[0] ?? 'value' };
}
