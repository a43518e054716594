import type { ReactElement } from 'react';
import { text } from '../../../../shared/texts/text.ts';
import { useWords } from '../../../i18n/words.ts';
import type { Seen } from '../model/wizard.ts';
import styles from './Wizard.module.css';

interface ProblemsProps {
  readonly seen: Seen;
  /** Only what is about the file as a whole. */
  readonly onlyFile: boolean;
}

const SHOWN = 6;

/** What is wrong in the sample, and files that do not go together with the first. */
export function Problems({ seen, onlyFile }: ProblemsProps): ReactElement | null {
  const { t, language } = useWords();
  const problems = seen.preview.problems.filter(({ column }) => !onlyFile || column === undefined);
  if (problems.length === 0 && seen.others.length === 0) return null;
  return (
    <ul className={styles['problems']} aria-label={t('data.problems')}>
      {problems.slice(0, SHOWN).map(({ rule, count, line, column }) => (
        <li key={`${rule} ${column ?? ''}`}>
          {[
            ...(line === undefined ? [] : [t('data.atLine', { line })]),
            ...(column === undefined ? [] : [column]),
            text(language, `preview.problem.${rule}`, { count }),
          ].join(': ')}
        </li>
      ))}
      {problems.length > SHOWN && <li>{t('data.moreProblems', { count: problems.length - SHOWN })}</li>}
      {seen.others.map(({ file, missing, extra }) => (
        <li key={file}>
          {t('data.otherColumns', { file, missing: missing.join(', ') || '–', extra: extra.join(', ') || '–' })}
        </li>
      ))}
    </ul>
  );
}
