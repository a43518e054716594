import { describe, expect, it } from 'vitest';
import { checkPattern } from '../../../../shared/domain/disclosure/checkedTable.ts';
import { jointFaults, type LinkedTable, linkFaults } from '../../../../shared/domain/disclosure/linked.ts';
import { DEFAULT_RULES } from '../../../../shared/domain/disclosure/rules.ts';
import { flatDimension } from '../../../../shared/domain/tables/dimension.ts';
import { cellCount, frequencyTable } from '../../../../shared/domain/tables/table.ts';

const AREAS = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];

/** Areas by categories; `hide` names the cells that the pattern hides, and must be safe by itself. */
function linked(
  counts: Record<string, readonly number[]>,
  hide: readonly string[] = [],
  areas: readonly string[] = AREAS,
): LinkedTable {
  const categories = Object.keys(counts);
  const dimensions = [flatDimension('omrade', areas, 'T'), flatDimension('kategori', categories, 'T')];
  const width = categories.length + 1;
  const inner = new Float64Array(cellCount(dimensions));
  const hidden = new Uint8Array(inner.length);
  categories.forEach((category, c) => {
    areas.forEach((area, a) => {
      inner[(a + 1) * width + c + 1] = counts[category]?.[a] ?? 0;
      if (hide.includes(`${area}|${category}`)) hidden[(a + 1) * width + c + 1] = 1;
    });
  });
  const table = frequencyTable({ title: 't', measure: 'antal', dimensions }, inner);
  const { checked } = checkPattern(table, DEFAULT_RULES, hidden);
  if (checked === null) throw new Error('the pattern of the test must be safe by itself');
  return { table, checked, unit: 'person' };
}

const young = [3, 18, 40, 33, 71, 26, 55];
const working = [50, 47, 82, 95, 61, 73, 38];
const old = [30, 25, 36, 28, 91, 44, 17];
const SQUARE = ['A|young', 'B|young', 'A|old', 'B|old'];
const ages = linked({ young, working, old }, SQUARE);
const employed = [31, 29, 60, 51, 40, 33, 20];
const less = (all: readonly number[], part: readonly number[]): number[] => all.map((n, i) => n - (part[i] ?? 0));

describe('tables that leave together', () => {
  it('may share what both publish', () => {
    expect(linkFaults(ages, linked({ employed, other: less(working, employed) }), 5)).toEqual([]);
  });

  it('may not share what one hides and the other publishes, in either order', () => {
    const inSchool = [3, 10, 20, 16, 36, 14, 28].map((n, i) => Math.min(n, young[i] ?? 0));
    const pupils = linked({ inSchool: inSchool.map((n) => n + 20), other: less(young, inSchool).map((n) => n + 9) });
    const wide = linked({ young: young.map((n) => n + 29), working, old }, ['A|young', 'B|young', 'A|old', 'B|old']);
    expect(linkFaults(wide, pupils, 5)).toEqual(expect.arrayContaining(['A|T', 'B|T']));
    expect(linkFaults(pupils, wide, 5)).toEqual(expect.arrayContaining(['A|young', 'B|young']));
  });

  it('may not hide the same count twice, since two intervals can be cut against each other', () => {
    expect(linkFaults(ages, ages, 5)).toEqual(expect.arrayContaining(SQUARE));
  });

  it('may not hold a hidden count as a sum of others', () => {
    const early = [20, 21, 37, 44, 25, 36, 19];
    const sums = linked({ early, late: less(working, early), rest: less(old, []).map((n, i) => n + (young[i] ?? 0)) });
    // early + late = working, which nothing in the second table names: hidden cells of A and B can be narrowed.
    expect(linkFaults(ages, sums, 5).map((cell) => cell.split('|')[0])).toEqual(expect.arrayContaining(['A', 'B']));
  });

  it('may not publish two nested counts with a small count between them', () => {
    const allYear = working.map((n, i) => n - (i === 2 ? 3 : i === 4 ? 0 : 9));
    const poor = [20, 28, 31, 25, 22, 30, 12];
    const registered = linked({ poor, rich: less(allYear, poor) });
    expect(linkFaults(ages, registered, 5)).toEqual(['C|T']);
    expect(linkFaults(ages, { ...registered, unit: 'hushall' }, 5)).toEqual([]);
  });

  it('may not count the same persons over two kinds of small areas, which are sums of each other', () => {
    // Z is F and G together, so that a count hidden in F can be told from one published for Z.
    const merged = (all: readonly number[]): number[] => [...all.slice(0, 5), (all[5] ?? 0) + (all[6] ?? 0)];
    const wide = linked({ working: merged(working), old: merged(old) }, [], ['A', 'B', 'C', 'D', 'E', 'Z']);
    expect(linkFaults(ages, wide, 5)).toContain('Z|T');
    expect(linkFaults(wide, ages, 5)).toEqual(expect.arrayContaining(['F|T', 'G|T']));
  });

  it('may not publish nearly the same population as one that is hidden', () => {
    // One person in G is left out, so that the two are not the same count; in A and B they are.
    const early = [20, 28, 37, 44, 25, 36, 19];
    const without = young.map((n, i) => (i === 6 ? n - 7 : n + 20));
    const wide = linked({ young: young.map((n) => n + 20), working, old }, SQUARE);
    expect(
      linkFaults(
        wide,
        linked({
          early: early.map((n, i) => Math.min(n, (without[i] ?? 0) - 9)),
          late: without.map((n, i) => n - Math.min(early[i] ?? 0, n - 9)),
        }),
        5,
      ),
    ).toEqual(expect.arrayContaining(['A|T', 'B|T']));
  });

  it('may not hide a count that is a sum of counts of two other tables', () => {
    const [x, y] = [
      [21, 40, 37, 44, 25, 36, 19],
      [33, 17, 52, 20, 61, 28, 74],
    ];
    const first = linked({ x: x ?? [], rest: [90, 71, 88, 60, 53, 97, 41] });
    const second = linked({ y: y ?? [], rest: [58, 99, 64, 83, 72, 39, 66] });
    const sum = (x ?? []).map((n, i) => n + (y?.[i] ?? 0));
    const third = linked({ young, sum, old }, ['A|young', 'B|young', 'A|sum', 'B|sum']);
    expect(jointFaults([first, second], third)).toEqual(expect.arrayContaining(['A|T', 'B|T']));
    expect(jointFaults([first, second], linked({ young: x ?? [], sum, old }))).toEqual([]);
  });
});
