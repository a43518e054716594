import { generator, type Generator } from '../../../../shared/domain/random/generator.ts';
import type { Area } from '../country.ts';
import { DESO } from '../plan.ts';
import type { Move, NewBorders } from './borders.ts';
import { DesoNumbers, type DesoChange } from './desoCodes.ts';

/** Where a part of a DeSO belongs in the second division: area by its number, DeSO by its code. */
interface Piece {
  area: number;
  deso: string;
  /** Of the DeSO's households. */
  share: number;
}

/** The smallest stretch that lies in one DeSO of either division; households have a number among those of their area. */
export interface Part {
  /** Place in the area's list of DeSO of the first division. */
  readonly deso: number;
  /** Of the area's households. */
  readonly share: number;
  readonly after: { readonly area: number; readonly deso: string };
}

/** The parts of one area of the first division, and how a household's is drawn: a DeSO, then a part of it by share. */
export interface Homes {
  readonly parts: readonly Part[];
  draw(random: Generator): number;
}

/** Number of DeSO of the 2025 division; 5 835 codes stand in both, so that 149 ended and 325 are new. */
const DESO_2025 = 6160;
const CODES_IN_BOTH = 5835;
const MERGED_PAIRS = 3;
const RECODED = 20;
const REDRAWN = 40;

function homesOf(pieces: readonly (readonly Piece[])[]): Homes {
  const parts: Part[] = [];
  const draws = pieces.map((own, deso) => {
    let upTo = 0;
    return own.map(({ area, deso: code, share }, i) => {
      upTo = i === own.length - 1 ? 1 : upTo + share;
      return { part: parts.push({ deso, share: share / pieces.length, after: { area, deso: code } }) - 1, upTo };
    });
  });
  return {
    parts,
    draw: (random) => {
      const own = draws[random.integer(draws.length)]!;
      if (own.length === 1) return own[0]!.part;
      const at = random.uniform();
      return own.find(({ upTo }) => at < upTo)!.part;
    },
  };
}

/**
 * Divides the DeSO of the first division so that the new borders of RegSO run between them, then changes DeSO of their
 * own accord until there are as many as in 2025.
 */
export function desoHomes(
  seed: number,
  areas: readonly Area[],
  { moves, created, ended }: NewBorders,
): { readonly homes: readonly Homes[]; readonly changes: readonly DesoChange[] } {
  const random = generator(seed, 'DeSO 2025');
  const numbers = new DesoNumbers(areas);
  const changes: DesoChange[] = [];
  const pieces = areas.map((area, i) => area.deso.map((deso): Piece[] => [{ area: i, deso, share: 1 }]));
  const touched = new Set<string>();
  const untouched = (i: number): number[] => [...areas[i]!.deso.keys()].filter((d) => !touched.has(areas[i]!.deso[d]!));

  const divide = (i: number, d: number, into: readonly Piece[]): void => {
    pieces[i]![d] = [...into];
    touched.add(areas[i]!.deso[d]!);
  };
  /** A part of a DeSO goes to another one; both keep their codes. */
  const giveToExisting = (i: number, d: number, share: number, to: number, receiver: string): void => {
    const code = areas[i]!.deso[d]!;
    const [own, ...gone] = pieces[i]![d]!;
    divide(i, d, [{ ...own!, share: own!.share - share }, ...gone, { area: to, deso: receiver, share }]);
    touched.add(receiver);
    changes.push({ from: code, to: receiver, kind: 'part' });
  };
  const split = (i: number, d: number, shares: readonly { readonly area: number; readonly share: number }[]): void => {
    const code = areas[i]!.deso[d]!;
    const into = shares.map(({ area, share }, at) => ({ area, share, deso: numbers.split(code, at + 1) }));
    divide(i, d, into);
    for (const { deso } of into) changes.push({ from: code, to: deso, kind: 'endedToNew' });
  };

  const followMove = ({ from, to, share }: Move): void => {
    const area = areas[from]!;
    const count = area.deso.length;
    if (ended.has(from)) {
      for (const [piece] of pieces[from]!) piece!.area = to;
      for (const deso of area.deso) touched.add(deso);
      return;
    }
    if (created.has(to)) {
      if (count === 1) {
        split(from, 0, [
          { area: from, share: 1 - share },
          { area: to, share },
        ]);
        return;
      }
      const whole = Math.max(1, Math.min(count - 1, Math.round(share * count)));
      for (const d of untouched(from).slice(-whole)) divide(from, d, [{ area: to, deso: area.deso[d]!, share: 1 }]);
      return;
    }
    const free = untouched(from);
    const [last] = free.slice(-1);
    if (free.length >= 3 && last !== undefined && Math.abs(share - 1 / count) < 0.08) {
      divide(from, last, [{ area: to, deso: area.deso[last]!, share: 1 }]);
      return;
    }
    // When every DeSO has been touched, the first one gives once more: it may have got other ground before.
    giveToExisting(from, last ?? 0, Math.min(0.4, share * count), to, areas[to]!.deso[0]!);
  };
  for (const move of moves) followMove(move);

  // By persons per DeSO, the fullest first, with some chance in it: where many have moved in, DeSO were divided.
  const candidates = areas
    .flatMap((area, i) =>
      area.deso.map((code, d) => ({
        i,
        d,
        code,
        weight: (area.full / area.deso.length) * (0.7 + 0.6 * random.uniform()),
      })),
    )
    .filter(({ code }) => !touched.has(code))
    .sort((a, b) => b.weight - a.weight || (a.code < b.code ? -1 : 1));
  const gone = DESO - CODES_IN_BOTH;
  const fresh = DESO_2025 - CODES_IN_BOTH;
  const [goneSoFar, freshSoFar] = [
    new Set(changes.filter(({ kind }) => kind === 'endedToNew').map(({ from }) => from)).size,
    changes.filter(({ kind }) => kind === 'endedToNew').length,
  ];
  const toSplit = gone - goneSoFar - 2 * MERGED_PAIRS - RECODED;
  const inThree = fresh - freshSoFar - MERGED_PAIRS - RECODED - 2 * toSplit;
  candidates.slice(0, toSplit).forEach(({ i, d }, at) => {
    const into = at < inThree ? 3 : 2;
    split(
      i,
      d,
      Array.from({ length: into }, () => ({ area: i, share: 1 / into })),
    );
  });

  const several = random.shuffle([...areas.keys()].filter((i) => untouched(i).length >= 3));
  for (const i of several.slice(0, MERGED_PAIRS)) {
    const made = numbers.next(areas[i]!.municipality, areas[i]!.kind);
    for (const d of untouched(i).slice(0, 2)) {
      changes.push({ from: areas[i]!.deso[d]!, to: made, kind: 'endedToNew' });
      divide(i, d, [{ area: i, deso: made, share: 1 }]);
    }
  }
  for (const i of several.slice(MERGED_PAIRS, MERGED_PAIRS + REDRAWN)) {
    const [d, receiver] = untouched(i);
    giveToExisting(i, d!, 0.1 + 0.2 * random.uniform(), i, areas[i]!.deso[receiver!]!);
  }
  for (const i of several.slice(MERGED_PAIRS + REDRAWN, MERGED_PAIRS + REDRAWN + RECODED)) {
    const [d] = untouched(i);
    const code = areas[i]!.deso[d!]!;
    const made = numbers.next(areas[i]!.municipality, areas[i]!.kind === 'B' ? 'C' : 'B');
    changes.push({ from: code, to: made, kind: 'recoded' });
    divide(i, d!, [{ area: i, deso: made, share: 1 }]);
  }
  return { homes: pieces.map(homesOf), changes };
}
