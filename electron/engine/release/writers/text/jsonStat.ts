import { z } from 'zod';
import { text } from '../../../../../shared/texts/text.ts';
import { packagedJson } from '../../seal.ts';
import { tableWriter } from '../redrawn.ts';
import { HIDDEN_SYMBOL, nodesAt, type ReadCell } from '../shown/cells.ts';
import type { ShownDimension, ShownTable } from '../shown/shown.ts';
import { nameStamp } from '../writer.ts';
import { tableNotes } from './notes.ts';

/*
 * JSON-stat 2.0 (json-stat.org/full): one dataset per table, with the dimensions of the table, the year and the figure. A
 * hidden cell is null with the status "..", which `status.label` of the extension explains. Codes of categories are told in
 * a list, so that their order is that of the cells. Labels are Swedish; the English ones stand in the extension, since the
 * format has one language per file.
 */

const TIME = 'Tid';
const CONTENTS = 'ContentsCode';

/** Parents and children as the format has them: each node with what lies right below it. */
function childrenOf({ codes, parents }: ShownDimension): Record<string, string[]> {
  const children: Record<string, string[]> = {};
  codes.forEach((code, i) => {
    const parent = parents[i];
    if (parent !== null && parent !== undefined) (children[parent] ??= []).push(code);
  });
  return children;
}

const named = (codes: readonly string[], labels: readonly string[]): Record<string, string> =>
  Object.fromEntries(codes.map((code, i) => [code, labels[i] ?? code]));

export function jsonStat(table: ShownTable, stamp: string | null, synthetic: boolean): Buffer {
  const { dimensions, values, measure, decimals, title, year, unit } = table;
  const areas = dimensions.flatMap(({ kind, column }) => (kind === 'area' ? [column] : []));
  const hidden = values.flatMap((value, cell) => (value === null ? [[String(cell), HIDDEN_SYMBOL] as const] : []));
  return packagedJson({
    version: '2.0',
    class: 'dataset',
    href: null,
    label: title.sv,
    source: null,
    note: tableNotes(table, 'sv', { stamp, synthetic }),
    id: [...dimensions.map(({ column }) => column), CONTENTS, TIME],
    size: [...dimensions.map(({ codes }) => codes.length), 1, 1],
    role: {
      time: [TIME],
      metric: [CONTENTS],
      ...(areas.length === 0 ? {} : { geo: areas }),
    },
    dimension: {
      ...Object.fromEntries(
        dimensions.map((dimension) => [
          dimension.column,
          {
            label: dimension.name.sv,
            category: {
              index: [...dimension.codes],
              label: named(dimension.codes, dimension.labels.sv),
              child: childrenOf(dimension),
            },
          },
        ]),
      ),
      [CONTENTS]: {
        label: text('sv', 'packaged.contents'),
        category: {
          index: ['1'],
          label: { 1: measure.sv },
          unit: { 1: { label: unit.sv, decimals } },
        },
      },
      [TIME]: {
        label: text('sv', 'packaged.year'),
        category: { index: [String(year)], label: { [year]: String(year) } },
      },
    },
    value: values,
    ...(hidden.length === 0 ? {} : { status: Object.fromEntries(hidden) }),
    extension: {
      status: { label: { [HIDDEN_SYMBOL]: text('sv', 'packaged.hiddenCell') } },
      english: {
        label: title.en,
        note: tableNotes(table, 'en', { stamp, synthetic }),
        measure: measure.en,
        unit: unit.en,
        dimension: Object.fromEntries(
          dimensions.map(({ column, name, codes, labels }) => [
            column,
            { label: name.en, category: { label: named(codes, labels.en) } },
          ]),
        ),
      },
    },
  });
}

const dataset = z.object({
  id: z.array(z.string()),
  size: z.array(z.int()),
  dimension: z.record(z.string(), z.object({ category: z.object({ index: z.array(z.string()) }) })),
  value: z.array(z.number().nullable()),
  status: z.record(z.string(), z.string()).default({}),
});

function* jsonStatCells(bytes: Buffer, table: ShownTable): Generator<ReadCell> {
  const { id, dimension, value, status } = dataset.parse(JSON.parse(bytes.toString('utf8')));
  const codes = table.dimensions.map(({ column }) => dimension[column]?.category.index ?? []);
  const order = id.slice(0, codes.length).every((column, d) => column === table.dimensions[d]?.column);
  for (const [cell, figure] of value.entries()) {
    const nodes = nodesAt(
      { dimensions: codes.map((list, d) => ({ ...(table.dimensions[d] as ShownDimension), codes: list })) },
      cell,
    );
    const marked = (figure === null) === (status[String(cell)] === HIDDEN_SYMBOL);
    yield { codes: nodes.map((node, d) => codes[d]?.[node] ?? ''), value: order && marked ? figure : Number.NaN };
  }
}

export const jsonStatWriter = tableWriter({
  format: 'json-stat',
  draw: (table, whole) => [
    {
      name: `tabeller/${table.id}${nameStamp(whole)}.json`,
      bytes: jsonStat(table, whole.stamp, whole.synthetic),
    },
  ],
  read: jsonStatCells,
});
