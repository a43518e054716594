import { type ReactElement, useEffect, useState } from 'react';
import { text } from '../../../../shared/texts/text.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { request } from '../../../app/connection/client.ts';
import { RemoveDialog } from '../../../app/saving/RemoveDialog.tsx';
import { useGroupings } from '../../../app/state/groupings.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { SmallSelect } from '../../../ui/controls/SmallSelect.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { type SentFile, type ShownScenario, useScenarios } from '../model/scenarioStore.ts';
import styles from '../Scenarios.module.css';
import { Comments } from './Comments.tsx';

/** The scenario that is picked: what can be done with it, its grouping, its versions and what has been said of it. */
export function ScenarioDetail(): ReactElement | null {
  const { t } = useWords();
  const scenario = useScenarios((state) => state.list.find(({ id }) => id === state.to));
  if (scenario === undefined) return <p className={styles['note']}>{t('scenarios.pickOne')}</p>;
  return <Detail key={scenario.id} scenario={scenario} />;
}

function Detail({ scenario }: { readonly scenario: ShownScenario }): ReactElement {
  const { t, language } = useWords();
  const act = useScenarios((state) => state.act);
  const [sent, setSent] = useState<SentFile | null>(null);
  const [asking, setAsking] = useState(false);
  const { id, name, version, comment, removed } = scenario;
  const send = async (): Promise<void> => {
    const answer = await act(request('scenarios.send', { id, version }));
    if (answer !== null) setSent(answer.sent);
  };
  return (
    <ScrollRegion label={t('scenarios.detail')} fill>
      <div className={styles['section']}>
        <h2>{name}</h2>
        {comment !== '' && <p className={styles['text']}>{comment}</p>}
      </div>
      <div className={styles['actions']}>
        {removed ? (
          <Button
            size="small"
            onClick={() => {
              void act(request('scenarios.restore', { id, version: null }));
            }}
          >
            {t('scenarios.bringBack')}
          </Button>
        ) : (
          <>
            <Button
              size="small"
              onClick={() => {
                const copy = t('scenarios.copyOf', { name }).slice(0, 200);
                void act(request('scenarios.duplicate', { id, version, name: copy }));
              }}
            >
              {t('scenarios.duplicate')}
            </Button>
            <Button size="small" onClick={() => void send()}>
              {t('scenarios.send')}
            </Button>
            <Button
              size="small"
              kind="danger"
              onClick={() => {
                setAsking(true);
              }}
            >
              {t('saving.remove')}
            </Button>
          </>
        )}
      </div>
      {sent !== null && (
        <output className={styles['section']}>
          <p>{t('scenarios.sent', { file: sent.name })}</p>
          <ul>
            {sent.leftBehind.map(({ what, path }) => (
              <li key={`${what} ${path}`} className={styles['meta']}>
                {text(language, `scenario.left.${what}`, { path })}
              </li>
            ))}
          </ul>
        </output>
      )}
      <Grouping scenario={scenario} />
      <Comments about={{ kind: 'scenario', id }} />
      <Versions key={version} scenario={scenario} />
      <RemoveDialog
        title={t('scenarios.removeTitle')}
        question={t('scenarios.removeAsk', { name })}
        opened={asking}
        onClose={() => {
          setAsking(false);
        }}
        onRemove={() => {
          void act(request('assessment.remove', { id }));
        }}
      />
    </ScrollRegion>
  );
}

/** The grouping that belongs to it: none, or what one of the project's groupings ran. */
function Grouping({ scenario }: { readonly scenario: ShownScenario }): ReactElement {
  const { t } = useWords();
  const act = useScenarios((state) => state.act);
  const { list, refresh } = useGroupings();
  useEffect(() => {
    void refresh();
  }, [refresh]);
  const own = JSON.stringify(scenario.grouping);
  const known = list.find(({ spec }) => JSON.stringify(spec) === own);
  const value = scenario.grouping === null ? 'none' : (known?.id ?? 'own');
  const others = list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <section className={styles['section']} aria-label={t('scenarios.grouping')}>
      <h2>{t('scenarios.grouping')}</h2>
      <SmallSelect
        label={t('scenarios.grouping')}
        value={value}
        disabled={scenario.removed}
        choices={[
          { value: 'none', label: t('scenarios.noGrouping') },
          ...(value === 'own'
            ? [{ value: 'own', label: t('scenarios.ownGrouping', { k: scenario.grouping?.k ?? 0 }) }]
            : []),
          ...others,
        ]}
        onChange={(chosen) => {
          const spec = list.find(({ id }) => id === chosen)?.spec ?? null;
          if (chosen !== 'own') void act(request('scenarios.setGrouping', { id: scenario.id, grouping: spec }));
        }}
      />
    </section>
  );
}

type Versioned = Output<'scenarios.versions'>['versions'];

function Versions({ scenario }: { readonly scenario: ShownScenario }): ReactElement {
  const { t } = useWords();
  const act = useScenarios((state) => state.act);
  const { id, version: newest } = scenario;
  const [versions, setVersions] = useState<Versioned>([]);
  useEffect(() => {
    let asked = true;
    const fetchThem = async (): Promise<void> => {
      const answer = await request('scenarios.versions', { id });
      if (asked && answer.ok) setVersions(answer.data.versions);
    };
    void fetchThem();
    return () => {
      asked = false;
    };
  }, [id]);
  return (
    <section className={styles['section']} aria-label={t('scenarios.versions')}>
      <h2>{t('scenarios.versions')}</h2>
      <ul className={styles['rows']}>
        {versions.map(({ version, name, savedAt, savedBy }) => (
          <li key={version}>
            {t('scenarios.version', { version })}, {name}{' '}
            <span className={styles['meta']}>
              {savedAt.slice(0, 16).replace('T', ' ')} {savedBy}
            </span>{' '}
            {version !== newest && !scenario.removed && (
              <Button
                size="small"
                kind="quiet"
                label={t('scenarios.restoreVersion', { version })}
                onClick={() => {
                  void act(request('scenarios.restore', { id, version }));
                }}
              >
                {t('scenarios.restore')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
