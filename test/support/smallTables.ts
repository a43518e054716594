import * as fc from 'fast-check';
import { flatDimension, hierarchicalDimension } from '../../shared/domain/tables/dimension.ts';
import { cellCount, type FrequencyTable, frequencyTable, isInner } from '../../shared/domain/tables/table.ts';

const SHAPES = {
  line: [['a', 'b', 'c', 'd']],
  flat: [
    ['a', 'b', 'c'],
    ['x', 'y', 'z'],
  ],
} as const;

const tree = (pairs: readonly (readonly [string, string])[]) => {
  const built = hierarchicalDimension(
    'area',
    pairs.map(([child, parent]) => ({ child, parent })),
    'Total',
  );
  if (!built.ok) throw new Error('faulty tree');
  return built.dimension;
};

/** Shapes of small tables: one line, flat by flat, and hierarchies with lone children and leaves on different levels. */
const shapes = [
  [flatDimension('area', SHAPES.line[0], 'Total')],
  [flatDimension('area', SHAPES.flat[0], 'Total'), flatDimension('kind', SHAPES.flat[1], 'Total')],
  [
    tree([
      ['m', 'Total'],
      ['n', 'Total'],
      ['m1', 'm'],
      ['m2', 'm'],
      ['n1', 'n'],
      ['n2', 'n'],
    ]),
    flatDimension('kind', ['x', 'y'], 'Total'),
  ],
  [
    tree([
      ['l', 'Total'],
      ['m', 'l'],
      ['n', 'l'],
      ['m1', 'm'],
      ['n1', 'n'],
      ['n2', 'n'],
      ['o', 'Total'],
    ]),
    flatDimension('kind', ['x', 'y'], 'Total'),
  ],
];

/** Random small tables with many zeros and ones. */
export const smallTable: fc.Arbitrary<FrequencyTable> = fc.constantFrom(...shapes).chain((dimensions) => {
  const count = cellCount(dimensions);
  const cells = Array.from({ length: count }, (_, cell) => cell).filter((cell) => isInner(dimensions, cell));
  const value = fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 2 }) },
    { weight: 4, arbitrary: fc.integer({ min: 3, max: 7 }) },
  );
  return fc.array(value, { minLength: cells.length, maxLength: cells.length }).map((values) => {
    const inner = new Float64Array(count);
    for (const [i, cell] of cells.entries()) inner[cell] = values[i] ?? 0;
    return frequencyTable({ title: 'random', measure: 'n', dimensions }, inner);
  });
});
