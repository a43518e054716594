import type { PreviewOptions } from '../../../shared/schemas/preview.ts';
import type { Specification } from '../../../shared/schemas/specification.ts';
import { previewFile } from '../preview/previewFile.ts';
import { specificationFrom } from '../preview/specificationFrom.ts';

export interface Guessed {
  readonly specification: Specification;
  /** Columns that seem to identify people and are left out. */
  readonly left: readonly string[];
}

/**
 * A specification to edit, from a preview of the file: the shipped one where that fits well, else what was seen. No
 * value of the file is in it, but for the year. What cannot be seen in the data, such as allowed codes, is left open.
 * @throws UserError when the year is said neither by a column, nor by the file's name, nor by `options`
 */
export async function guessSpecification(file: string, options: PreviewOptions = {}): Promise<Guessed> {
  const preview = await previewFile(file, options);
  const left = preview.columns.flatMap(({ name, role }) => (role.value === 'identifier' ? [name] : []));
  return { specification: specificationFrom(preview), left };
}
