/** Categories under one parent, in order, and which pairs of them may be joined (null: any). */
export interface Siblings {
  readonly nodes: readonly number[];
  readonly mayJoin: ((one: number, other: number) => boolean) | null;
}

/** Loss of a group of siblings. */
export type GroupLoss = (members: readonly number[]) => number;

/** Longest run that is tried as one category, where there are more siblings than this. */
const LONGEST = 40;

/**
 * Siblings cut into runs of least loss, exactly: best[j] = min over i < j of best[i] + loss(i..j-1). Ties: the cut into more
 * categories. Beyond 40 siblings no run longer than that is tried.
 */
export function orderedGroups({ nodes }: Siblings, loss: GroupLoss): number[][] {
  const best = [0];
  const from = [0];
  const pieces = [0];
  for (let to = 1; to <= nodes.length; to += 1) {
    best[to] = Number.POSITIVE_INFINITY;
    for (let start = to - 1; start >= Math.max(0, to - LONGEST); start -= 1) {
      const own = (best[start] as number) + loss(nodes.slice(start, to));
      const more = (pieces[start] as number) + 1;
      if (own < (best[to] as number) - 1e-9 || (own < (best[to] as number) + 1e-9 && more > (pieces[to] as number))) {
        best[to] = own;
        from[to] = start;
        pieces[to] = more;
      }
    }
  }
  const groups: number[][] = [];
  for (let to = nodes.length; to > 0; to = from[to] as number) groups.push(nodes.slice(from[to], to));
  return groups.reverse();
}

interface Group {
  readonly members: readonly number[];
  readonly loss: number;
  partner: number;
  gain: number;
}

/**
 * Joins the pair of groups that lessens the loss most, again and again, until none does. Groups may be joined where two of their members
 * may. Only a group that loses something (has unsafe cells) is joined with others, so that the work grows with those.
 */
export function greedyGroups({ nodes, mayJoin }: Siblings, loss: GroupLoss): number[][] {
  const groups: (Group | null)[] = nodes.map((node) => ({ members: [node], loss: loss([node]), partner: -1, gain: 0 }));
  const touch = (one: Group, other: Group): boolean =>
    mayJoin === null || one.members.some((a) => other.members.some((b) => mayJoin(a, b)));
  const gainOf = (one: Group, other: Group): number =>
    one.loss + other.loss - loss([...one.members, ...other.members].sort((a, b) => a - b));
  const look = (at: number): void => {
    const own = groups[at];
    if (own === null || own === undefined) return;
    own.partner = -1;
    own.gain = 0;
    if (own.loss === 0) return;
    for (const [i, other] of groups.entries()) {
      if (other === null || i === at || !touch(own, other)) continue;
      const gain = gainOf(own, other);
      if (gain > own.gain + 1e-9) {
        own.partner = i;
        own.gain = gain;
      }
    }
  };
  for (const at of groups.keys()) look(at);
  for (;;) {
    let best = -1;
    for (const [i, own] of groups.entries())
      if (own !== null && own.gain > 1e-9 && (best === -1 || own.gain > (groups[best]?.gain ?? 0) + 1e-9)) best = i;
    const one = groups[best];
    const other = groups[one?.partner ?? -1];
    if (one === undefined || one === null || other === undefined || other === null) break;
    const [kept, gone] = [Math.min(best, one.partner), Math.max(best, one.partner)];
    const members = [...one.members, ...other.members].sort((a, b) => a - b);
    groups[kept] = { members, loss: loss(members), partner: -1, gain: 0 };
    groups[gone] = null;
    for (const [i, own] of groups.entries()) {
      if (own === null) continue;
      if (i === kept || own.partner === kept || own.partner === gone) look(i);
      else if (own.loss > 0) tryPartner(own, kept);
    }
  }
  return groups.flatMap((own) => (own === null ? [] : [[...own.members]]));

  function tryPartner(own: Group, at: number): void {
    const other = groups[at];
    if (other === null || other === undefined || !touch(own, other)) return;
    const gain = gainOf(own, other);
    if (gain <= own.gain + 1e-9) return;
    own.partner = at;
    own.gain = gain;
  }
}
