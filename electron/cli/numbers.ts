/** A whole number as written, or NaN, which the engine refuses with its own sentence. */
export const wholeNumber = (written: string): number =>
  /^\d{1,15}$/u.test(written.trim()) ? Number(written) : Number.NaN;
