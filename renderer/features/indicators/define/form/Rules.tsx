import type { ReactElement } from 'react';
import type { Estimate, IndicatorDefinition } from '../../../../../shared/schemas/indicator.ts';
import { useWords } from '../../../../i18n/words.ts';
import { SmallNumber } from '../../../../ui/controls/SmallNumber.tsx';
import { useActions } from '../model/editor.ts';
import type { Path } from '../model/path.ts';
import { BySex } from './BySex.tsx';
import { Field } from './Field.tsx';
import { YearSpan } from './Variants.tsx';
import { ChoiceAt, TextAt } from './Words.tsx';

function NumberAt({
  path,
  label,
  value,
  hint,
  empty,
}: {
  readonly path: Path;
  readonly label: string;
  readonly value: number | undefined;
  readonly hint?: string;
  /** What stands when the field is emptied; left out: the key goes. */
  readonly empty?: number;
}): ReactElement {
  const { edit, settle } = useActions();
  return (
    <Field path={path} label={label} {...(hint === undefined ? {} : { hint })}>
      {(tied) => (
        <SmallNumber
          {...tied}
          label={label}
          value={value ?? null}
          onDone={settle}
          onChange={(next) => {
            edit(path, next ?? empty);
          }}
        />
      )}
    </Field>
  );
}

type EstimateChoice = 'raw' | 'marshall' | 'local' | 'logit-municipality' | 'logit-area-type' | 'logit-nation';
const ESTIMATES: readonly EstimateChoice[] = [
  'raw',
  'marshall',
  'local',
  'logit-municipality',
  'logit-area-type',
  'logit-nation',
];
const estimateChoice = (estimate: Estimate | undefined): EstimateChoice =>
  estimate === undefined ? 'raw' : estimate.kind === 'logit' ? `logit-${estimate.towards}` : estimate.kind;
const estimateOf = (choice: EstimateChoice): unknown =>
  choice === 'raw'
    ? undefined
    : choice.startsWith('logit-')
      ? { kind: 'logit', towards: choice.slice('logit-'.length) }
      : { kind: choice };

/** What is done with what is missing, few or old, and for which years the definition holds. */
export function Rules({ definition }: { readonly definition: IndicatorDefinition }): ReactElement {
  const { t } = useWords();
  const { edit } = useActions();
  const { missing, leastN, estimate, years = {}, reference, bySex, population } = definition;
  return (
    <>
      <ChoiceAt
        path={['missing']}
        label={t('indicators.missingValues')}
        value={missing}
        choices={(['leave-out', 'count-as-no'] as const).map((value) => ({
          value,
          label: t(`definition.missing.${value}`),
        }))}
        onChange={(next) => {
          edit(['missing'], next);
        }}
      />
      <NumberAt path={['leastN']} label={t('indicators.leastN')} value={leastN} hint={t('definition.leastNHint')} />
      <ChoiceAt
        path={['estimate']}
        label={t('indicators.estimate')}
        value={estimateChoice(estimate)}
        choices={ESTIMATES.map((value) => ({ value, label: t(`definition.estimate.${value}`) }))}
        onChange={(next) => {
          edit(['estimate'], estimateOf(next));
        }}
      />
      <YearSpan
        years={years}
        path={['years']}
        onChange={(next) => {
          edit(['years'], Object.keys(next).length === 0 ? undefined : next);
        }}
      />
      <TextAt path={['reference', 'time', 'sv']} label={t('definition.timeSv')} value={reference.time.sv} />
      <TextAt path={['reference', 'time', 'en']} label={t('definition.timeEn')} value={reference.time.en} />
      <NumberAt
        path={['reference', 'carryYears']}
        label={t('definition.carryYears')}
        value={reference.carryYears}
        empty={0}
        hint={t('definition.carryYearsHint')}
      />
      <NumberAt
        path={['reference', 'pool']}
        label={t('definition.pool')}
        value={reference.pool}
        hint={t('definition.poolHint')}
      />
      <ChoiceAt
        path={['reference', 'status']}
        label={t('definition.status')}
        value={reference.status ?? 'final'}
        choices={(['final', 'preliminary'] as const).map((value) => ({
          value,
          label: t(`definition.status.${value}`),
        }))}
        onChange={(next) => {
          edit(['reference', 'status'], next === 'final' ? undefined : next);
        }}
      />
      <BySex bySex={bySex} population={population} />
    </>
  );
}
