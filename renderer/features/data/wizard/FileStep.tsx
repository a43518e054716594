import { type ReactElement, useMemo } from 'react';
import { text } from '../../../../shared/texts/text.ts';
import type { Preview } from '../../../../shared/schemas/preview.ts';
import { useWords } from '../../../i18n/words.ts';
import { NumberField } from '../../../ui/controls/Fields.tsx';
import { SmallSelect } from '../../../ui/controls/SmallSelect.tsx';
import { RecordGrid } from '../../../ui/grid/RecordGrid.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useWizard } from '../model/wizard.ts';
import { Opened } from './Opened.tsx';
import { Problems } from './Problems.tsx';
import { RegisterFields } from './RegisterFields.tsx';
import styles from './Wizard.module.css';

/** Found out, not said. */
const AUTOMATIC = '';

const ENCODINGS = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
  'iso-8859-1': 'ISO-8859-1',
};

type Guessed = NonNullable<Preview['dialect']>;
const FIELDS = ['encoding', 'delimiter', 'decimal', 'thousands', 'quote', 'header'] as const;
type Field = (typeof FIELDS)[number];

function Dialect({ dialect }: { readonly dialect: Guessed | null }): ReactElement {
  const { t, format } = useWords();
  const options = useWizard((state) => state.asked.options);
  const ask = useWizard((state) => state.ask);
  const names: Readonly<Record<Field, Readonly<Record<string, string>>>> = {
    encoding: ENCODINGS,
    delimiter: {
      ';': t('data.sign.semicolon'),
      ',': t('data.sign.comma'),
      '\t': t('data.sign.tab'),
      '|': t('data.sign.pipe'),
    },
    decimal: { ',': t('data.sign.comma'), '.': t('data.sign.point') },
    thousands: {
      '': t('data.sign.none'),
      ' ': t('data.sign.blank'),
      '.': t('data.sign.point'),
      ',': t('data.sign.comma'),
    },
    quote: { '"': '"', "'": "'" },
    header: { true: t('data.headerYes'), false: t('data.headerNo') },
  };
  const sure: Partial<Record<Field, number>> =
    dialect === null
      ? {}
      : {
          encoding: dialect.encodingConfidence,
          delimiter: dialect.delimiterConfidence,
          header: dialect.headerConfidence,
        };
  const found = (field: Field): string =>
    dialect === null
      ? t('data.automatic')
      : t('data.automaticFound', { found: names[field][String(dialect[field])] ?? String(dialect[field]) });
  const change = (field: Field, value: string): void => {
    const { [field]: _dropped, ...rest } = options;
    const said = field === 'header' ? value === 'true' : field === 'thousands' && value === 'none' ? '' : value;
    ask({ options: value === AUTOMATIC ? rest : { ...rest, [field]: said } });
  };
  const current = (field: Field): string => {
    const said = options[field];
    if (said === undefined) return AUTOMATIC;
    return said === '' ? 'none' : String(said);
  };
  return (
    <div className={styles['dialect']}>
      {FIELDS.map((field) => {
        const confidence = current(field) === AUTOMATIC ? sure[field] : undefined;
        return (
          <div key={field}>
            <span aria-hidden="true">{t(`data.dialect.${field}`)}</span>
            <SmallSelect
              label={t(`data.dialect.${field}`)}
              value={current(field)}
              choices={[
                { value: AUTOMATIC, label: found(field) },
                ...Object.entries(names[field]).map(([value, label]) => ({
                  value: value === '' ? 'none' : value,
                  label,
                })),
              ]}
              onChange={(value) => {
                change(field, value);
              }}
            />
            <span className={styles['sure']}>
              {confidence === undefined ? '' : format.share(confidence)}
              <span className={styles['unseen']}>{confidence === undefined ? '' : t('data.sure')}</span>
            </span>
          </div>
        );
      })}
      <FirstLine dialect={dialect} />
    </div>
  );
}

const LAST_FIRST_LINE = 1000;

/** The line that the table begins on: of the header row, or of the first row where there is none. */
function FirstLine({ dialect }: { readonly dialect: Guessed | null }): ReactElement {
  const { t } = useWords();
  const options = useWizard((state) => state.asked.options);
  const ask = useWizard((state) => state.ask);
  const found = dialect === null ? 1 : Math.max(1, dialect.header ? dialect.headerLine : dialect.firstDataLine);
  const value = options.firstLine ?? found;
  return (
    <div>
      <span aria-hidden="true">{t('data.dialect.firstLine')}</span>
      <NumberField
        label={t('data.dialect.firstLine')}
        labelHidden
        value={value}
        least={1}
        most={LAST_FIRST_LINE}
        onChange={(line) => {
          if (line !== value) ask({ options: { ...options, firstLine: line } });
        }}
      />
      <span className={styles['sure']} />
    </div>
  );
}

/** How the file is written, as found out and as the person says, beside its first rows. */
export function FileStep(): ReactElement {
  const { t, language, format } = useWords();
  const { seen, files } = useWizard();
  const preview = seen?.preview ?? null;
  const columns = useMemo(
    () =>
      (preview?.columns ?? []).map(({ name, type }) => ({
        header: name,
        number: type.value === 'integer' || type.value === 'decimal',
      })),
    [preview],
  );
  const facts =
    preview === null
      ? []
      : [
          text(language, `inspect.format.${preview.format}`),
          t(preview.rows.exact ? 'data.rowsAre' : 'data.rowsAbout', { rows: format.count(preview.rows.count) }),
          t('data.columnsAre', { columns: format.count(preview.columns.length) }),
          t('data.megabytes', {
            size: format.number(files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6, 1),
          }),
          ...(preview.dialect !== null && preview.dialect.preambleLines > 0
            ? [t('data.linesAbove', { lines: format.count(preview.dialect.preambleLines) })]
            : []),
          ...(preview.dialect !== null && preview.dialect.footnoteLines > 0
            ? [t('data.linesBelow', { lines: format.count(preview.dialect.footnoteLines) })]
            : []),
        ];
  return (
    <div className={styles['fileStep']}>
      <ScrollRegion label={t('data.howWritten')}>
        <div className={styles['form']}>
          {seen !== null && <RegisterFields seen={seen} />}
          <Opened />
          {(preview === null || preview.dialect !== null) && (
            <>
              <h2>{t('data.howWritten')}</h2>
              <Dialect dialect={preview?.dialect ?? null} />
            </>
          )}
        </div>
      </ScrollRegion>
      <div className={styles['first']}>
        <p className={styles['facts']}>{facts.join(' · ')}</p>
        {seen !== null && <Problems seen={seen} onlyFile />}
        {preview !== null && preview.firstRows.length > 0 && (
          <>
            <p className={styles['facts']}>{t('data.firstRowsWhat', { rows: preview.firstRows.length })}</p>
            <RecordGrid label={t('data.firstRows')} first={1} columns={columns} rows={preview.firstRows} />
          </>
        )}
        {preview !== null && preview.columns.length === 0 && (
          <p className={styles['pad']}>{t('data.nothingToGuess')}</p>
        )}
      </div>
    </div>
  );
}
