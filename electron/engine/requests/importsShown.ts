import type { Preview, PreviewColumn } from '../../../shared/schemas/preview.ts';
import type { ReadAs } from '../../../shared/ipc/readAs.ts';
import { personalFormOf } from '../identifiers/personalNumber.ts';

const SHOWN_ROWS = 50;
const LONGEST_TEXT = 200;
/** Stands for a value that is there and is not shown. */
const HIDDEN = '•';

const isKey = ({ type, role }: PreviewColumn, read: ReadAs | undefined): boolean =>
  type.value === 'key' || role.value.endsWith('key') || read === 'key' || read === 'pseudonym';

/**
 * A preview as the window may have it: what identifies people, keys, and any text with the form of a personal number are
 * dots (docs/adr/0020). A column that once has been seen to hold such things stays hidden whatever the person calls it.
 */
export function shownPreview(preview: Preview, read: readonly ReadAs[]): Preview {
  const hidden = preview.columns.map((column, at) => column.masked || isKey(column, read[at]));
  return {
    ...preview,
    columns: preview.columns.map((column, at) =>
      hidden[at] === true ? { ...column, masked: true, min: null, max: null, missingCodes: [] } : column,
    ),
    firstRows: preview.firstRows.slice(0, SHOWN_ROWS).map((row) =>
      row.map((text, at) => {
        if (text.trim() === '') return '';
        return hidden[at] === true || personalFormOf(text.trim()) !== undefined ? HIDDEN : text.slice(0, LONGEST_TEXT);
      }),
    ),
  };
}
