import { memo, type ReactElement } from 'react';
import { READ_AS, type ReadAs } from '../../../../shared/ipc/readAs.ts';
import { text } from '../../../../shared/texts/text.ts';
import { useWords } from '../../../i18n/words.ts';
import { SmallSelect } from '../../../ui/controls/SmallSelect.tsx';
import { useWizard } from '../model/wizard.ts';
import { type ColumnRow, IDENTIFYING_READS, ROLES } from './columnRows.ts';
import styles from './Wizard.module.css';

const ORDINARY_READS: readonly ReadAs[] = READ_AS.filter((read) => read !== 'pseudonym');

function Line({ row }: { readonly row: ColumnRow }): ReactElement {
  const { t, language, format } = useWords();
  const choose = useWizard((state) => state.choose);
  const { column, read, identifying, problems, example } = row;
  const { name, role, type } = column;
  const why = [...new Set([...role.why, ...type.why])].map((reason) => text(language, `preview.why.${reason}`));
  const chosen = role.why.includes('chosen');
  const reads = identifying ? IDENTIFYING_READS : ORDINARY_READS;
  // A year is no amount: it is written without a space between thousands.
  const plain = (value: number): string =>
    type.value === 'year' ? String(value) : format.number(value, Number.isInteger(value) ? 0 : 2);
  const span =
    column.min === null || column.max === null
      ? ''
      : [...new Set([plain(column.min), plain(column.max)])].join('\u00a0–\u00a0');
  return (
    <tr data-identifying={identifying} data-ignored={read === 'ignore'}>
      <td data-number="true" className={styles['quiet']}>
        {column.position}
      </td>
      <th scope="row">{name}</th>
      <td>
        <SmallSelect
          label={t('data.roleOf', { column: name })}
          width={140}
          value={role.value}
          choices={ROLES.map((value) => ({ value, label: text(language, `preview.role.${value}`) }))}
          onChange={(value) => {
            choose(name, { role: value });
          }}
        />
      </td>
      <td>
        <SmallSelect
          label={t('data.readAsOf', { column: name })}
          width={140}
          value={reads.includes(read) ? read : 'ignore'}
          choices={reads.map((value) => ({ value, label: t(`data.read.${value}`) }))}
          onChange={(value) => {
            choose(name, { read: value });
          }}
        />
      </td>
      <td data-number="true" title={why.join(', ')}>
        {chosen ? t('data.chosen') : format.share(Math.min(role.confidence, type.confidence))}
      </td>
      <td data-number="true">{column.missingShare === 0 ? '–' : `${format.number(100 * column.missingShare, 1)} %`}</td>
      <td data-number="true">
        {column.distinct.more ? '> ' : ''}
        {format.count(column.distinct.count)}
      </td>
      <td data-number="true">{span}</td>
      <td className={styles['example']} data-records="">
        {example}
      </td>
      <td className={styles['remark']}>
        {problems.map(({ rule, count, line }) => (
          <span key={rule}>
            {line === undefined ? '' : `${t('data.atLine', { line })}: `}
            {text(language, `preview.problem.${rule}`, { count })}
          </span>
        ))}
      </td>
    </tr>
  );
}

/** One column of the file. */
export const ColumnLine = memo(Line);
