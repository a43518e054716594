import { describe, expect, it } from 'vitest';
import {
  depthOf,
  flatDimension,
  hierarchicalDimension,
  isHierarchical,
} from '../../../../shared/domain/tables/dimension.ts';

const pairs = [
  { child: '60', parent: 'R' },
  { child: '61', parent: 'R' },
  { child: '6001', parent: '60' },
  { child: '6101', parent: '61' },
  { child: '6001R002', parent: '6001' },
  { child: '6001R001', parent: '6001' },
];

const faultsOf = (list: typeof pairs): unknown => {
  const built = hierarchicalDimension('area', list, 'R');
  return built.ok ? [] : built.faults;
};

describe('dimensions', () => {
  it('lays a hierarchy out depth first by code, whatever the order of its pairs', () => {
    const built = hierarchicalDimension('area', pairs, 'R');
    const turned = hierarchicalDimension('area', pairs.toReversed(), 'R');
    expect(turned).toEqual(built);
    if (!built.ok) throw new Error('faulty');
    expect(built.dimension.codes).toEqual(['R', '60', '6001', '6001R001', '6001R002', '61', '6101']);
    expect(built.dimension.parents).toEqual([-1, 0, 1, 2, 2, 0, 5]);
    expect(built.dimension.children[2]).toEqual([3, 4]);
    expect(depthOf(built.dimension)).toBe(3);
    expect(isHierarchical(built.dimension)).toBe(true);
  });

  it('keeps the given order of a flat dimension', () => {
    const flat = flatDimension('kind', ['y', 'x'], 'Total');
    expect(flat.codes).toEqual(['Total', 'y', 'x']);
    expect(depthOf(flat)).toBe(1);
    expect(isHierarchical(flat)).toBe(false);
    expect(() => flatDimension('kind', ['x', 'Total'], 'Total')).toThrow(RangeError);
    expect(() => flatDimension('kind', ['x', 'x'], 'Total')).toThrow(RangeError);
  });

  it.each([
    ['a child with two parents', [...pairs, { child: '6001', parent: '61' }], [{ fault: 'twoParents', index: 6 }]],
    ['a pair twice', [...pairs, { child: '60', parent: 'R' }], [{ fault: 'duplicate', index: 6 }]],
    ['a total with a parent', [...pairs, { child: 'R', parent: '60' }], [{ fault: 'totalHasParent', index: 6 }]],
    [
      'a circle',
      [...pairs, { child: 'a', parent: 'b' }, { child: 'b', parent: 'a' }],
      [
        { fault: 'cycle', index: 6 },
        { fault: 'cycle', index: 7 },
      ],
    ],
    ['a branch that hangs loose', [...pairs, { child: 'a', parent: 'b' }], [{ fault: 'notUnderTotal', index: 6 }]],
    ['no pairs', [], [{ fault: 'empty' }]],
  ])('refuses %s', (_what, list, faults) => {
    expect(faultsOf(list)).toEqual(faults);
  });
});
