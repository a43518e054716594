import { z } from 'zod';
import { DataError } from '../../../../shared/errors/errors.ts';
import { TABLE_LIMITS } from '../../delimited/limits.ts';
import { nameOf, wholeFile } from '../../delimited/source.ts';
import { checkJsonText, type JsonFile } from '../../jsonfile/readJson.ts';
import type { Path } from '../../jsonfile/parseJson.ts';
import type { TextKey, TextParameters } from '../../../../shared/texts/text.ts';
import { cellsOf, type Cube, type CubeDimension, MOST_CELLS } from './cube.ts';

/* JSON-stat 2.0 (json-stat.org/full): one dataset. Figures are a list, or an object by position with the rest missing. */

const MOST_BYTES = 67_108_864;

const figure = z.union([z.number(), z.string(), z.null()]);
const dimension = z.object({
  label: z.string().optional(),
  category: z.object({
    index: z.union([z.array(z.string()), z.record(z.string(), z.int().min(0))]).optional(),
    label: z.record(z.string(), z.string()).optional(),
  }),
});
const dataset = z.object({
  version: z.literal('2.0'),
  class: z.literal('dataset'),
  label: z.string().optional(),
  id: z.array(z.string()).min(1).max(50),
  size: z.array(z.int().min(0)),
  dimension: z.record(z.string(), dimension),
  value: z.union([z.array(figure), z.record(z.string().regex(/^\d{1,9}$/u), figure)]),
  role: z
    .object({
      time: z.array(z.string()).optional(),
      geo: z.array(z.string()).optional(),
      metric: z.array(z.string()).optional(),
    })
    .optional(),
});
type Dataset = z.infer<typeof dataset>;

/** Checks quickly; only for a file that does not hold is the place of the fault looked for. */
function checked(file: string, text: string): { readonly value: Dataset; readonly places: () => JsonFile<unknown> } {
  const places = (): JsonFile<Dataset> => checkJsonText(text, file, dataset);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { value: places().value, places };
  }
  if (typeof parsed === 'object' && parsed !== null && 'dataset' in parsed && !('id' in parsed))
    throw new DataError({ file }, 'jsonstat.old');
  if (typeof parsed === 'object' && parsed !== null && 'class' in parsed && parsed.class === 'collection')
    throw new DataError({ file }, 'jsonstat.collection');
  const result = dataset.safeParse(parsed);
  return { value: result.success ? result.data : places().value, places };
}

/** Reads a JSON-stat 2 dataset. @throws DataError with file, line and column */
export function readJsonStat(path: string): Cube {
  const file = nameOf(path);
  const { bytes } = wholeFile(path, { ...TABLE_LIMITS, expandedBytes: MOST_BYTES });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DataError({ file }, 'json.notUtf8');
  }
  const { value, places } = checked(file, text);
  const fail = (at: Path, key: TextKey, parameters: TextParameters = {}): never => {
    throw new DataError(places().placeOf(at), key, parameters);
  };
  const { id, size } = value;
  if (id.length !== size.length) fail(['size'], 'jsonstat.sizes');
  if (new Set(id).size !== id.length) fail(['id'], 'jsonstat.sizes');
  const cells = cellsOf(size);
  if (!Number.isFinite(cells)) fail(['size'], 'statistics.tooManyCells', { limit: MOST_CELLS });
  const dimensions = id.map((code, i): CubeDimension => {
    const found = Object.hasOwn(value.dimension, code) ? value.dimension[code] : undefined;
    if (found === undefined) return fail(['dimension'], 'jsonstat.noDimension', { variable: code });
    const { index, label = {} } = found.category;
    const codes = Array.isArray(index)
      ? index
      : index === undefined
        ? Object.keys(label)
        : Object.entries(index)
            .sort((a, b) => a[1] - b[1])
            .map(([key]) => key);
    const gapless = index === undefined || Array.isArray(index) || new Set(Object.values(index)).size === codes.length;
    if (codes.length !== size[i] || !gapless || new Set(codes).size !== codes.length)
      fail(['dimension', code], 'jsonstat.categories', { variable: code });
    return {
      code,
      label: found.label ?? code,
      codes,
      labels: codes.map((key) => (Object.hasOwn(label, key) ? (label[key] ?? key) : key)),
      role: roleOf(value, code),
    };
  });
  return { file, dimensions, values: valuesOf(value, cells, fail), contents: value.label ?? 'value' };
}

function roleOf({ role }: Dataset, code: string): CubeDimension['role'] {
  if (role?.geo?.includes(code) === true) return 'area';
  if (role?.time?.includes(code) === true) return 'time';
  return role?.metric?.includes(code) === true ? 'contents' : 'other';
}

function valuesOf(
  { value }: Dataset,
  cells: number,
  fail: (at: Path, key: TextKey, parameters?: TextParameters) => never,
): Float64Array {
  const values = new Float64Array(cells).fill(Number.NaN);
  const number = (held: number | string | null | undefined): number => (typeof held === 'number' ? held : Number.NaN);
  if (Array.isArray(value)) {
    if (value.length !== cells) fail(['value'], 'jsonstat.values', { expected: cells, found: value.length });
    for (const [i, held] of value.entries()) values[i] = number(held);
    return values;
  }
  for (const [position, held] of Object.entries(value)) {
    if (!(Number(position) < cells))
      fail(['value', position], 'jsonstat.values', { expected: cells, found: Number(position) + 1 });
    values[Number(position)] = number(held);
  }
  return values;
}
