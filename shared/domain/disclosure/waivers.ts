/**
 * A waiver: an unsafe cell that may be published all the same, because what it would tell is public or agreed to. Two persons
 * stand behind it: who asks, and who approves.
 */
export interface Waiver {
  readonly cell: string;
  readonly reason: string;
  readonly requestedBy: string;
  readonly approvedBy: string;
}

/** What a specification asks for; who asks is whoever protects. */
export interface AskedWaiver {
  readonly cell: string;
  readonly reason: string;
  readonly approvedBy: string;
}

export type WaiverFault = {
  readonly fault: 'notInRuleSet' | 'otherReason' | 'noReason' | 'samePerson' | 'noSuchCell';
  /** Position of the waiver in what was asked for. */
  readonly index: number;
};

/**
 * The waivers that hold: those asked for that also stand, for the same cell, reason and second person, in a rule set whose
 * signature the caller has checked. One person cannot be both; a waiver without a reason, or for a cell that does not exist,
 * holds nothing. Any fault refuses them all, since what is waived by mistake cannot be taken back.
 */
export function waivedCells(
  asked: readonly AskedWaiver[],
  signed: readonly Waiver[],
  ids: readonly string[],
): { readonly waived: ReadonlySet<number>; readonly faults: readonly WaiverFault[] } {
  const position = new Map(ids.map((id, cell) => [id, cell]));
  const faults: WaiverFault[] = [];
  const waived = new Set<number>();
  for (const [index, { cell, reason, approvedBy }] of asked.entries()) {
    const found = signed.filter((own) => own.cell === cell);
    const agreed = found.find((own) => own.reason === reason && own.approvedBy === approvedBy);
    const at = position.get(cell);
    if (found.length === 0) faults.push({ fault: 'notInRuleSet', index });
    else if (agreed === undefined) faults.push({ fault: 'otherReason', index });
    else if (reason.trim() === '') faults.push({ fault: 'noReason', index });
    else if (same(agreed.requestedBy, approvedBy)) faults.push({ fault: 'samePerson', index });
    else if (at === undefined) faults.push({ fault: 'noSuchCell', index });
    else waived.add(at);
  }
  return { waived: faults.length > 0 ? new Set() : waived, faults };
}

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
