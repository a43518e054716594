import { type ReactElement, useState } from 'react';
import { registerName } from '../../../i18n/registerName.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Checkbox, NumberField } from '../../../ui/controls/Fields.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useWizard } from '../model/wizard.ts';
import styles from './Wizard.module.css';

const MOST_TOLERATED = 1_000_000;

/** What is about to happen, and the button that starts it. */
export function ImportStep(): ReactElement | null {
  const { t, format } = useWords();
  const { seen, files, asked, busy, saved, ask, start, save, go } = useWizard();
  const [replace, setReplace] = useState(false);
  const [discardKey, setDiscardKey] = useState(false);
  const [starting, setStarting] = useState(false);
  if (seen === null) return null;
  const { specification, isThere, read } = seen;
  if (specification === null)
    return (
      <div className={styles['importStep']}>
        <p role="alert" className={styles['failed']}>
          {t('data.yearNeeded')}
        </p>
        <div>
          <Button
            onClick={() => {
              go('file');
            }}
          >
            {t('data.toFile')}
          </Button>
        </div>
      </div>
    );
  const kept = read.filter((one) => one !== 'ignore').length;
  const pseudonyms = read.filter((one) => one === 'pseudonym').length;
  const facts: readonly (readonly [string, string])[] =
    specification.kind === 'register'
      ? [
          [t('data.register'), registerName(specification.register, { t })],
          [
            t('data.year'),
            typeof specification.year === 'number'
              ? String(specification.year)
              : t('data.yearColumn', { column: specification.year.column }),
          ],
          [t('data.files'), files.map(({ name }) => name).join(', ')],
          [
            t('data.columns'),
            [
              t('data.columnsRead', { number: format.count(kept) }),
              t('data.columnsNotRead', { number: format.count(read.length - kept) }),
              ...(pseudonyms > 0 ? [t('data.columnsPseudonym', { number: format.count(pseudonyms) })] : []),
            ].join(', '),
          ],
          [t('data.unique'), specification.unique?.join(' + ') ?? t('data.noUnique')],
          ...(specification.links ?? []).map(
            ({ variable, register, to }) =>
              [t('data.link'), t('data.linkTo', { variable, register: registerName(register, { t }), to })] as const,
          ),
        ]
      : [
          [t('data.kind'), t(`data.kind.${specification.kind}`)],
          [t('data.files'), files.map(({ name }) => name).join(', ')],
        ];
  const tolerated =
    specification.kind === 'register' ? (asked.toleratedBadRows ?? specification.toleratedBadRows ?? 0) : 0;
  const mayReplace = isThere || specification.kind !== 'register';
  return (
    <ScrollRegion label={t('data.step.import')}>
      <div className={styles['importStep']}>
        <dl className={styles['summary']}>
          {facts.map(([term, value], i) => (
            <div key={`${term} ${String(i)}`}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {specification.kind === 'register' && (
          <NumberField
            label={t('data.tolerated')}
            description={t('data.toleratedWhat')}
            value={tolerated}
            least={0}
            most={MOST_TOLERATED}
            width={320}
            onChange={(value) => {
              if (value !== tolerated) ask({ toleratedBadRows: value });
            }}
          />
        )}
        {mayReplace && (
          <Checkbox label={t(isThere ? 'data.replace' : 'data.replaceKind')} checked={replace} onChange={setReplace} />
        )}
        {pseudonyms > 0 && <Checkbox label={t('data.discardKey')} checked={discardKey} onChange={setDiscardKey} />}
        <p className={styles['quiet']}>{t('data.allOrNothing')}</p>
        <div>
          <Button
            kind="primary"
            busy={starting}
            disabled={busy || (isThere && !replace)}
            onClick={() => {
              setStarting(true);
              void start(replace, pseudonyms > 0 && discardKey).finally(() => {
                setStarting(false);
              });
            }}
          >
            {t('data.start')}
          </Button>
        </div>
        <div className={styles['buttons']}>
          <Button
            disabled={busy}
            onClick={() => {
              void save();
            }}
          >
            {t('data.specificationSave')}
          </Button>
          <output className={styles['quiet']}>
            {saved === null ? t('data.specificationSaveWhat') : t('data.specificationSaved', { name: saved })}
          </output>
        </div>
      </div>
    </ScrollRegion>
  );
}
