/** Ties a field to what is said of it beside: that it is wrong, and why. */
export interface Tied {
  readonly invalid?: boolean | undefined;
  /** Id of the element that says more. */
  readonly describedBy?: string | undefined;
}

export const tie = ({
  invalid = false,
  describedBy,
}: Tied): { 'aria-invalid'?: true; 'aria-describedby'?: string } => ({
  ...(invalid ? { 'aria-invalid': true as const } : {}),
  ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
});
