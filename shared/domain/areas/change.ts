/**
 * What became of an area when a division was revised, one line per pair of an old and a new area that share ground. An area
 * without a line is the same in both divisions: code, name and border.
 */
export const AREA_CHANGE_KINDS = [
  /** Same code and border, other name. */
  'renamed',
  /** Same code; the border moved out into the sea and nobody lives there. */
  'sea',
  /** Same code; got ground from others. */
  'extended',
  /** Same code; gave ground to others. */
  'reduced',
  /** Same code; both gave and got. */
  'redrawn',
  /** Gave ground to an area that there was before. */
  'part',
  /** Gave ground to an area that is new. */
  'partToNew',
  /** Is no more; what it was lies in an area that there was before. */
  'ended',
  /** Is no more; what it was lies in a new area, wholly or in part. */
  'endedToNew',
  /** Same border, other code. */
  'recoded',
] as const;
export type AreaChangeKind = (typeof AREA_CHANGE_KINDS)[number];

export interface AreaChange {
  readonly from: string;
  readonly to: string;
  readonly kind: AreaChangeKind;
}

/** Kinds of lines that leave the code, the border and so the people of an area as they were. */
export const leavesPeople = (kind: AreaChangeKind): boolean => kind === 'renamed' || kind === 'sea';

/** Kinds of lines that are about one code that stands in both divisions. */
export const keepsCode = (kind: AreaChangeKind): boolean =>
  leavesPeople(kind) || kind === 'extended' || kind === 'reduced' || kind === 'redrawn';
