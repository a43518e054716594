import { type ReactElement, useState } from 'react';
import type { IndexMethod } from '../../../../shared/schemas/method.ts';
import {
  equalWeights,
  normaliseWeights,
  pullWeight,
  type WeightRow,
  weightRows,
} from '../../../../shared/domain/tuning/weights.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Checkbox } from '../../../ui/controls/Fields.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import type { Change } from '../model/tuner.ts';
import { useTuned, useTuner } from '../model/useTuner.ts';
import { importanceOf } from './importance.ts';
import { IndexChoices } from './IndexChoices.tsx';
import { RuleDialog } from './rule/RuleDialog.tsx';
import { WeightSlider } from './WeightSlider.tsx';
import styles from './Weights.module.css';

const inIndex =
  (change: (method: IndexMethod) => IndexMethod): Change =>
  (settings) => {
    const index = change(settings.index);
    return index === settings.index ? settings : { ...settings, index };
  };

/** The rows in sight: what lies in a closed group is left out. */
function shownRows(rows: readonly WeightRow[], closed: ReadonlySet<string>): readonly WeightRow[] {
  let hiddenBelow = Number.POSITIVE_INFINITY;
  return rows.filter((row) => {
    if (row.depth > hiddenBelow) return false;
    hiddenBelow = closed.has(row.id) ? row.depth : Number.POSITIVE_INFINITY;
    return true;
  });
}

const toggled = (set: ReadonlySet<string>, id: string): ReadonlySet<string> => {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
};

/** The structure alone, as one text: the rows are rendered anew only when it changes, not when weights do. */
const structureOf = (method: IndexMethod): string =>
  weightRows(method)
    .map((row) => `${String(row.depth)}${row.kind === 'group' ? 'g' : 'i'}${row.id}`)
    .join(' ');

/** Says how many indicators matter much more or less than they weigh. */
function ApartNote(): ReactElement | null {
  const { t } = useWords();
  const count = useTuned((tuner) => [...importanceOf(tuner).values()].filter(({ apart }) => apart).length);
  return count === 0 ? null : <p className={styles['apart']}>{t('assessment.importanceApart', { count })}</p>;
}

/** The tree of weights: factors, and the indicators within them. */
export function WeightsPane(): ReactElement {
  const { t } = useWords();
  const tuner = useTuner();
  const structure = useTuned(({ settings }) => structureOf(settings.index));
  const rule = useTuned(({ settings }) => settings.index.weights?.kind);
  const [ruling, setRuling] = useState(false);
  const [keepSum, setKeepSum] = useState(true);
  const [locked, setLocked] = useState<ReadonlySet<string>>(new Set());
  const [closed, setClosed] = useState<ReadonlySet<string>>(
    () =>
      new Set(
        weightRows(tuner.settings.index).flatMap((row) => (row.kind === 'group' && row.weight === 0 ? [row.id] : [])),
      ),
  );
  const rows = shownRows(weightRows(tuner.settings.index), closed);
  return (
    <div className={styles['pane']} data-structure={structure.length}>
      <div className={styles['bar']}>
        <Button
          size="small"
          disabled={rule !== undefined}
          onClick={() => {
            tuner.step(inIndex((method) => equalWeights(method, locked)));
          }}
        >
          {t('assessment.equal')}
        </Button>
        <Button
          size="small"
          disabled={rule !== undefined}
          onClick={() => {
            tuner.step(inIndex((method) => normaliseWeights(method, locked)));
          }}
        >
          {t('assessment.normalise')}
        </Button>
        <Button
          size="small"
          onClick={() => {
            setLocked(new Set());
            tuner.step((settings) => ({ ...settings, index: tuner.compared.settings.index }));
          }}
        >
          {t('assessment.reset')}
        </Button>
      </div>
      <div className={styles['keep']}>
        <Button
          size="small"
          onClick={() => {
            setRuling(true);
          }}
        >
          {rule === undefined ? t('weightRule.open') : t('weightRule.openSet', { kind: t(`weightRule.kind.${rule}`) })}
        </Button>
        {ruling && (
          <RuleDialog
            opened
            onClose={() => {
              setRuling(false);
            }}
          />
        )}
        <Checkbox label={t('assessment.keepSum')} checked={keepSum} onChange={setKeepSum} />
      </div>
      <div className={styles['heads']} aria-hidden="true">
        <span />
        <span />
        <span>{t('assessment.weight')}</span>
        <span title={t('assessment.effectiveLong')}>{t('assessment.effective')}</span>
        <span title={t('assessment.importanceLong')}>{t('assessment.importance')}</span>
        <span />
      </div>
      <ApartNote />
      <ScrollRegion label={t('assessment.weights')}>
        <ul className={styles['rows']}>
          {rows.map((row) => (
            <WeightSlider
              key={row.id}
              id={row.id}
              group={row.kind === 'group'}
              depth={row.depth}
              locked={locked.has(row.id)}
              ruled={rule !== undefined}
              closed={closed.has(row.id)}
              onPull={(weight) => {
                tuner.pull(
                  `weight ${row.id}`,
                  inIndex((method) => pullWeight(method, row.id, weight, { keepSum, locked })),
                );
              }}
              onRelease={tuner.commit}
              onLock={() => {
                setLocked(toggled(locked, row.id));
              }}
              onFold={() => {
                setClosed(toggled(closed, row.id));
              }}
            />
          ))}
        </ul>
        <IndexChoices />
      </ScrollRegion>
    </div>
  );
}
