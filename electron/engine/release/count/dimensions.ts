import type { Dimension } from '../../../../shared/domain/tables/dimension.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { ReleaseDivision, ReleaseTable } from '../../../../shared/schemas/releasePlan.ts';
import { TOTAL } from '../areaTable.ts';

/** The divisions of a table of a register, the first one first. */
export const divisionsOf = (
  content: Extract<ReleaseTable['content'], { kind: 'register' }>,
): readonly ReleaseDivision[] => [content.division, ...(content.further ?? [])];

/** Column names of the divisions: that of the one, or by variable where tables of several may share margins. */
export function columnsOf({ content, linked }: ReleaseTable): readonly string[] {
  if (content.kind !== 'register' || (content.further === undefined && linked === undefined)) return ['kategori'];
  const used = new Map<string, number>();
  return divisionsOf(content).map(({ variable }) => {
    const own = variable.toLowerCase();
    const times = (used.get(own) ?? (own === 'omrade' ? 1 : 0)) + 1;
    used.set(own, times);
    return times === 1 ? own : `${own}-${String(times)}`;
  });
}

/**
 * A division as a dimension: the total, then each category in the order of the plan, a group before its categories. Every
 * category stands in one group at most.
 */
export function dimensionOf(
  table: ReleaseTable,
  column: string,
  { categories, rest, groups }: ReleaseDivision,
): Dimension {
  const fail = (code: string): never => {
    throw new UserError('input', 'release.badGroups', { table: table.id, code });
  };
  const groupOf = new Map<string, number>();
  const known = new Set(categories.map(({ code }) => code).concat(rest === undefined ? [] : [rest.code]));
  if (known.size !== categories.length + (rest === undefined ? 0 : 1) || known.has(TOTAL)) fail(TOTAL);
  for (const [g, group] of (groups ?? []).entries()) {
    if (known.has(group.code) || group.code === TOTAL) fail(group.code);
    known.add(group.code);
    for (const code of group.categories) {
      if (groupOf.has(code) || !categories.some((category) => category.code === code)) fail(code);
      groupOf.set(code, g);
    }
  }
  const codes = [TOTAL];
  const labels = ['Totalt'];
  const parents = [-1];
  const children: number[][] = [[]];
  const add = (code: string, label: string, parent: number): number => {
    const position = codes.length;
    codes.push(code);
    labels.push(label);
    parents.push(parent);
    children.push([]);
    children[parent]?.push(position);
    return position;
  };
  const leaves = [...categories, ...(rest === undefined ? [] : [rest])];
  const done = new Set<number>();
  for (const { code, label } of leaves) {
    const g = groupOf.get(code);
    const group = g === undefined ? undefined : groups?.[g];
    if (g === undefined || group === undefined) add(code, label.sv, 0);
    else if (!done.has(g)) {
      done.add(g);
      const node = add(group.code, group.label.sv, 0);
      for (const leaf of leaves) if (groupOf.get(leaf.code) === g) add(leaf.code, leaf.label.sv, node);
    }
  }
  return { column, codes, labels, parents, children };
}
