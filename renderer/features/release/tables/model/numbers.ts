/** Numbers of a text, apart by semicolons or blanks, with a decimal comma or point; what is no number is passed over. */
export const numbersIn = (text: string): number[] =>
  text
    .split(/[\s;]+/u)
    .filter((part) => /^-?\d{1,9}(?:[.,]\d{1,20})?(?:e-\d{1,3})?$/u.test(part))
    .map((part) => Number(part.replace(',', '.')));
