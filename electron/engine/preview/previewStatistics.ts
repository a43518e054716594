import type { Preview, PreviewColumn, PreviewOptions } from '../../../shared/schemas/preview.ts';
import { areaCodesOf } from '../formats/statistics/areaCodes.ts';
import { areaDimension } from '../formats/statistics/areaTable.ts';
import type { Cube } from '../formats/statistics/cube.ts';
import { describeTable } from './describeTable.ts';
import type { FileSample } from './sample.ts';

const LOOKED_AT = 4096;
const VALUE = 'value';

/** The preview of a statistical table: a column for each dimension, and one for the figures. */
export function previewStatistics(
  cube: Cube,
  format: 'px' | 'json-stat',
  sample: FileSample,
  given: PreviewOptions,
): Preview {
  const { dimensions, values, contents } = cube;
  const cells = values.length;
  const area = areaDimension(dimensions);
  const codesOf = dimensions.map((dimension, i) =>
    i === area ? areaCodesOf(dimension).map(({ code }) => code) : dimension.codes,
  );
  const rows = Array.from({ length: Math.min(cells, LOOKED_AT) }, (_, cell) => {
    const fields = [Number.isNaN(values[cell]) ? '' : String(values[cell])];
    let rest = cell;
    for (const codes of codesOf.toReversed()) {
      fields.unshift(codes[rest % codes.length] ?? '');
      rest = Math.floor(rest / codes.length);
    }
    return { line: cell + 1, fields };
  });
  const codes = dimensions.map(({ code }) => code);
  const figures = codes.includes(contents) ? VALUE : contents;
  const { columns, firstRows, year, problems } = describeTable(
    {
      file: sample.file,
      names: [...codes, figures],
      rows,
      later: [],
      header: true,
      signs: { decimal: '.', thousands: '', unsure: 0 },
      delimiter: ',',
    },
    given,
  );
  return {
    version: 1,
    file: { name: sample.file, bytes: sample.size, gzip: sample.gzip },
    format,
    dialect: null,
    sample: { bytes: sample.size, rows: rows.length, parts: 1, whole: rows.length === cells },
    rows: { count: cells, exact: true },
    columns: columns.map((column, i) => asDimension(column, cube, i, i === area)),
    firstRows,
    // Specifications are for registers.
    fits: [],
    year,
    problems: [...problems],
  };
}

function asDimension(column: PreviewColumn, { dimensions }: Cube, i: number, isArea: boolean): PreviewColumn {
  const dimension = dimensions[i];
  if (dimension === undefined) return { ...column, declared: 'value' };
  const declared = isArea ? 'area' : dimension.role;
  const distinct = { count: dimension.codes.length, more: false };
  if (dimension.role !== 'contents' && !(isArea && column.type.value !== 'area'))
    return { ...column, distinct, declared };
  const value = { confidence: 1, why: ['declared' as const] };
  return {
    ...column,
    distinct,
    declared,
    type: { ...value, value: 'category' },
    role: { ...value, value: 'code' },
  };
}
