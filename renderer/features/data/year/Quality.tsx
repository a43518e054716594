import { type ReactElement, useEffect, useState } from 'react';
import type { QualityReport } from '../../../../shared/schemas/quality.ts';
import { isTextKey, text } from '../../../../shared/texts/text.ts';
import { failureText, request } from '../../../app/connection/client.ts';
import { registerName } from '../../../i18n/registerName.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Table } from '../../../ui/controls/Table.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import type { Register } from '../model/registers.ts';
import { Distributions } from './Distributions.tsx';
import { findingSentence, gravestFirst } from './findings.ts';
import { MissingTable } from './MissingTable.tsx';
import { Population } from './Population.tsx';
import styles from './Year.module.css';

const WORST = 3;

function Findings({ report }: { readonly report: QualityReport }): ReactElement {
  const words = useWords();
  const { t } = words;
  const [all, setAll] = useState(false);
  const findings = gravestFirst(report);
  const shown = all ? findings : findings.slice(0, WORST);
  return (
    <section>
      <h2>{t('data.findings', { number: words.format.count(findings.length) })}</h2>
      {findings.length === 0 && <p>{text(words.language, 'quality.allWell')}</p>}
      <ul className={styles['findings']}>
        {shown.map((finding) => (
          <li key={`${finding.rule} ${finding.variable ?? ''} ${finding.subject ?? ''}`} data-state={finding.state}>
            <span className={styles['state']}>{text(words.language, `quality.state.${finding.state}`)}</span>
            {findingSentence(finding, words)}
          </li>
        ))}
      </ul>
      {findings.length > WORST && (
        <Button
          kind="quiet"
          size="small"
          onClick={() => {
            setAll(!all);
          }}
        >
          {t(all ? 'data.worstOnly' : 'data.allFindings')}
        </Button>
      )}
    </section>
  );
}

function Refused({ report }: { readonly report: QualityReport }): ReactElement | null {
  const { t, language, format } = useWords();
  if (report.refused.length === 0) return null;
  const most = Math.max(...report.refused.map(({ count }) => count));
  return (
    <section>
      <h2>{text(language, 'quality.section.refused')}</h2>
      <table className={styles['missing']}>
        <thead>
          <tr>
            <th scope="col">{t('data.wrong')}</th>
            <th scope="col">{t('data.column')}</th>
            <th scope="col" className={styles['share']}>
              {t('data.rows')}
            </th>
            <th scope="col">{t('data.firstPlaces')}</th>
          </tr>
        </thead>
        <tbody>
          {report.refused.map(({ rule, column, count, places }) => {
            const key = `import.rule.${rule}`;
            const lines = places.slice(0, 5).flatMap(({ line }) => (line === null ? [] : [format.count(line)]));
            return (
              <tr key={`${rule} ${column ?? ''}`}>
                <th scope="row">{isTextKey(key) ? text(language, key) : rule}</th>
                <td>{column ?? ''}</td>
                <td className={styles['share']}>
                  <span className={styles['bar']} aria-hidden="true">
                    <span className={styles['refusedBar']} style={{ width: `${String((100 * count) / most)}%` }} />
                  </span>
                  <span className={styles['figure']}>{format.count(count)}</span>
                </td>
                <td className={styles['quiet']}>
                  {lines.length === 0 ? '' : t('data.onLines', { lines: lines.join(', ') })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function AreasAndLinks({ report }: { readonly report: QualityReport }): ReactElement {
  const { t, language, format } = useWords();
  return (
    <>
      {report.areas.length > 0 && (
        <section>
          <h2>{text(language, 'quality.section.areas')}</h2>
          <Table
            caption={t('data.areasWhat')}
            columns={[
              { key: 'variable', header: t('data.column') },
              { key: 'version', header: t('data.areaVersion') },
              { key: 'unknown', header: t('data.unknownAreas'), number: true },
              { key: 'other', header: t('data.otherVersion'), number: true },
              { key: 'empty', header: t('data.emptyAreas'), number: true },
            ]}
            rows={report.areas.map((area) => ({
              key: area.variable,
              cells: [
                area.variable,
                area.version ?? t('data.noAreaKey'),
                area.version === null ? '–' : format.count(area.unknownRows),
                area.version === null ? '–' : format.count(area.otherVersionRows),
                area.version === null ? '–' : format.count(area.emptyAreas),
              ],
            }))}
          />
        </section>
      )}
      {report.links.length > 0 && (
        <section>
          <h2>{text(language, 'quality.section.links')}</h2>
          <Table
            caption={t('data.linksWhat')}
            columns={[
              { key: 'variable', header: t('data.column') },
              { key: 'register', header: t('data.register') },
              { key: 'orphans', header: t('data.orphans'), number: true },
              { key: 'share', header: t('data.shareOfRows'), number: true },
            ]}
            rows={report.links.map((link) => ({
              key: link.variable,
              cells: [
                link.variable,
                registerName(link.register, { t }),
                link.checked ? format.count(link.orphans) : t('data.notChecked'),
                link.checked ? `${format.number(100 * link.share, 1)} %` : '–',
              ],
            }))}
          />
        </section>
      )}
    </>
  );
}

function Comparison({ report }: { readonly report: QualityReport }): ReactElement | null {
  const { t, language } = useWords();
  const { comparison } = report;
  if (comparison === null) return null;
  const { newColumns, vanishedColumns, changedOrder, changedTypes } = comparison;
  const lines = [
    [text(language, 'quality.new'), newColumns.join(', ')],
    [text(language, 'quality.vanished'), vanishedColumns.join(', ')],
    [text(language, 'quality.order'), changedOrder.join(', ')],
    [text(language, 'quality.types'), changedTypes.map(({ variable }) => variable).join(', ')],
  ] as const;
  if (lines.every(([, names]) => names === '')) return null;
  return (
    <section>
      <h2>{text(language, 'quality.section.comparison', { year: comparison.year })}</h2>
      <dl className={styles['comparison']}>
        {lines.map(([term, names]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{names === '' ? t('data.none') : names}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface QualityProps {
  readonly register: Register;
  readonly year: number;
}

/** The quality report of a register-year: what passed a limit first, then what it rests on. */
export function Quality({ register, year }: QualityProps): ReactElement {
  const { t, language } = useWords();
  const [report, setReport] = useState<QualityReport | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const name = register.register;
  useEffect(() => {
    let current = true;
    const load = async (): Promise<void> => {
      const answer = await request('data.quality', { register: name, year });
      if (!current) return;
      if (answer.ok) setReport(answer.data);
      else setFailed(failureText(answer.error, language));
    };
    void load();
    return () => {
      current = false;
    };
  }, [name, year, language]);
  return (
    <ScrollRegion label={t('data.quality')}>
      <div className={styles['quality']}>
        {failed !== null && (
          <p role="alert" className={styles['failed']}>
            {failed}
          </p>
        )}
        {report === null && failed === null && <output>{t('data.judging')}</output>}
        {report !== null && <Findings report={report} />}
        {report !== null && <Refused report={report} />}
        {report !== null && report.population !== null && <Population population={report.population} />}
        {report !== null && <AreasAndLinks report={report} />}
        {report !== null && <Comparison report={report} />}
        <section>
          <MissingTable register={register} />
        </section>
        {report !== null && <Distributions report={report} />}
      </div>
    </ScrollRegion>
  );
}
