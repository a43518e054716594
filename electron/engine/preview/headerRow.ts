import type { SampleRecord } from './records.ts';
import { plainName, roleByName } from './columnNames.ts';
import { fieldForm, type FieldForm } from './fieldForm.ts';

export interface HeaderGuess {
  readonly header: boolean;
  readonly confidence: number;
}

const isValue = (form: FieldForm): boolean => form !== 'text' && form !== 'empty' && form !== 'missing';

/**
 * Whether the first record names the columns: names are there, differ, are no values, and differ in form from what stands
 * below them. `known`: plain names of the shipped specifications' columns.
 */
export function headerGuess(records: readonly SampleRecord[], known: ReadonlySet<string>): HeaderGuess {
  const [first, ...body] = records;
  if (first === undefined) return { header: true, confidence: 0 };
  const names = first.fields.map((field) => field.trim());
  const recognised = names.filter((name) => known.has(plainName(name)) || roleByName(name) !== undefined).length;
  if (recognised > 0 && names.every((name) => name !== '')) {
    const values = names.filter((name) => isValue(fieldForm(name)) && !/^(?:19|20)\d\d$/u.test(name)).length;
    if (values === 0) return { header: true, confidence: recognised > 1 ? 0.99 : 0.95 };
  }
  let votes = 0;
  const sample = body.slice(0, 300);
  for (const [i, name] of names.entries()) {
    const form = fieldForm(name);
    const below = sample.map(({ fields }) => fieldForm((fields[i] ?? '').trim())).filter((one) => one !== 'empty');
    const values = below.filter(isValue).length;
    if (isValue(form)) {
      // A year heads a column of a wide table; another number is a value.
      const year = /^(?:19|20)\d\d$/u.test(name);
      if (!year) votes -= 2;
      else if (below.length > 0 && sample.some(({ fields }) => /^(?:19|20)\d\d$/u.test((fields[i] ?? '').trim())))
        votes -= 1;
      else votes += 1;
    } else if (below.length > 0 && values > below.length * 0.8) votes += 1;
    else if (name !== '' && sample.length > 5 && sample.some(({ fields }) => (fields[i] ?? '').trim() === name))
      votes -= 1;
  }
  const distinct = new Set(names).size === names.length;
  if (!distinct) votes -= 1;
  if (votes < 0) return { header: false, confidence: Math.min(0.98, 0.6 + 0.1 * -votes) };
  return { header: true, confidence: Math.min(0.98, 0.6 + 0.1 * votes) };
}
