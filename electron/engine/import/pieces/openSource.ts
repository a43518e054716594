import type { RegisterSpecification } from '../../../../shared/schemas/specification.ts';
import { IMPORT_LIMITS } from '../../delimited/limits.ts';
import { DataError } from '../../../../shared/errors/errors.ts';
import { nameOf } from '../../delimited/source.ts';
import { inspectDelimited } from '../../delimited/stream.ts';
import { refuseForeign } from '../../formats/foreign.ts';
import { formatOf } from '../../formats/formatOf.ts';
import { openParquet } from '../../formats/parquet/parquetFile.ts';
import { type PseudonymKey, withPseudonymKey } from '../../identifiers/pseudonymFiller.ts';
import type { KnownAreas } from '../fillers.ts';
import { namedAsIn } from '../columnNames.ts';
import { locate } from '../locate.ts';
import { storedColumns } from '../registerYear.ts';
import { delimitedSource } from './delimitedSource.ts';
import type { Labour } from './labour.ts';
import { parquetSource } from './parquetSource.ts';
import type { PieceSource } from './piece.ts';

const LEVELS = ['county', 'municipality', 'regso', 'deso'] as const;

/** The names of columns that the file does not name: the specification's in their order. */
const inOrder = ({ columns }: RegisterSpecification, numbered: readonly string[]): readonly string[] =>
  numbered.map((name, i) => columns[i]?.source ?? name);

/**
 * Opens a delivered file as column pieces, by what it is: the one place that knows the forms of files. Throws DataError
 * when the file is not what the specification says.
 */
export async function openSource(
  path: string,
  specification: RegisterSpecification,
  known: KnownAreas,
  labour: Labour,
  pseudonyms?: PseudonymKey,
): Promise<PieceSource> {
  const format = formatOf(path);
  refuseForeign(nameOf(path), format);
  if (format === 'parquet') return openParquetSource(path, specification, known, pseudonyms);
  if (format !== 'text') throw new DataError({ file: nameOf(path) }, 'formats.noRegister');
  const found = await inspectDelimited(path, specification.dialect ?? {}, IMPORT_LIMITS);
  const opened = found.dialect.header ? found : { ...found, header: inOrder(specification, found.header) };
  const named = namedAsIn(specification, opened.header);
  const columns = withPseudonymKey(storedColumns(named), pseudonyms);
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
    { columns, fields: locate(named, opened), areas, footnotes: specification.dialect?.footnotes },
    IMPORT_LIMITS,
    labour,
  );
}

function openParquetSource(
  path: string,
  specification: RegisterSpecification,
  known: KnownAreas,
  pseudonyms: PseudonymKey | undefined,
): PieceSource {
  const parquet = openParquet(path);
  const { file } = parquet;
  try {
    const header = parquet.columns.map(({ name }) => name);
    const named = namedAsIn(specification, header);
    const fields = locate(named, { file, header });
    for (const field of fields) {
      const column = parquet.columns[field];
      if (column?.nested === true) throw new DataError({ file, column: column.name }, 'parquet.nested');
    }
    return parquetSource(path, parquet, { columns: withPseudonymKey(storedColumns(named), pseudonyms), fields }, known);
  } finally {
    parquet.close();
  }
}
