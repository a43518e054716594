import type { RegisterSpecification } from '../../../../shared/schemas/specification.ts';
import { IMPORT_LIMITS } from '../../delimited/limits.ts';
import { inspectDelimited } from '../../delimited/stream.ts';
import type { KnownAreas } from '../fillers.ts';
import { locate } from '../locate.ts';
import { storedColumns } from '../registerYear.ts';
import { delimitedSource } from './delimitedSource.ts';
import type { Labour } from './labour.ts';
import type { PieceSource } from './piece.ts';

const LEVELS = ['county', 'municipality', 'regso', 'deso'] as const;

/**
 * Opens a delivered file as column pieces, by what it is: the one place that knows the forms of files. Throws DataError
 * when the file is not what the specification says.
 */
export async function openSource(
  path: string,
  specification: RegisterSpecification,
  known: KnownAreas,
  labour: Labour,
): Promise<PieceSource> {
  const opened = await inspectDelimited(path, specification.dialect ?? {}, IMPORT_LIMITS);
  const columns = storedColumns(specification);
  const areas = Object.fromEntries(
    LEVELS.filter((level) => columns.some((column) => column.type === 'area' && column.level === level)).flatMap(
      (level) => {
        const codes = known(level);
        return codes === undefined ? [] : [[level, [...codes]]];
      },
    ),
  );
  return delimitedSource(
    path,
    opened,
    { columns, fields: locate(specification, opened), areas },
    IMPORT_LIMITS,
    labour,
  );
}
