import { type ReactElement, useMemo } from 'react';
import type { IndicatorDefinition } from '../../../../../shared/schemas/indicator.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { Checkbox } from '../../../../ui/controls/Fields.tsx';
import { SmallNumber } from '../../../../ui/controls/SmallNumber.tsx';
import { useActions } from '../model/editor.ts';
import { type Path, placeOf } from '../model/path.ts';
import { settingOf } from '../model/registers.ts';
import { ConditionEditor } from './ConditionEditor.tsx';
import { Faults, Field, useFaults } from './Field.tsx';
import styles from './Form.module.css';
import { JoinsEditor } from './JoinsEditor.tsx';
import { MeasureEditor, Part } from './MeasureEditor.tsx';
import { RegisterField } from './RegisterField.tsx';

type Variant = NonNullable<IndicatorDefinition['variants']>[number];
type Years = Variant['years'];

/** Two years, of which either may be left open. */
export function YearSpan({
  years,
  path,
  onChange,
}: {
  readonly years: Years;
  readonly path: Path;
  readonly onChange: (years: Years) => void;
}): ReactElement {
  const { t } = useWords();
  const { settle } = useActions();
  const bound = (key: 'from' | 'to', label: string): ReactElement => (
    <SmallNumber
      label={label}
      width={64}
      value={years[key] ?? null}
      onDone={settle}
      onChange={(year) => {
        const { [key]: _before, ...other } = years;
        onChange(year === null ? other : { ...other, [key]: year });
      }}
    />
  );
  return (
    <Field path={path} label={t('indicators.years')} hint={t('definition.yearsHint')}>
      {() => (
        <span className={styles['inline']}>
          {bound('from', t('definition.firstYear'))}
          <span>–</span>
          {bound('to', t('definition.lastYear'))}
        </span>
      )}
    </Field>
  );
}

interface VariantProps {
  readonly definition: IndicatorDefinition;
  readonly variant: Variant;
  readonly path: Path;
  readonly onRemove: () => void;
}

function VariantEditor({ definition, variant, path, onRemove }: VariantProps): ReactElement {
  const { t } = useWords();
  const { edit } = useActions();
  const said = useFaults(path, 'here');
  const { years, population, measure, joins } = variant;
  const setting = useMemo(
    () => settingOf(population ?? definition.population, joins ?? definition.joins),
    [population, joins, definition.population, definition.joins],
  );
  const own = (key: 'population' | 'measure' | 'joins'): ReactElement => (
    <Checkbox
      label={t(`definition.own.${key}`)}
      checked={variant[key] !== undefined}
      onChange={(checked) => {
        edit([...path, key], checked ? (definition[key] ?? []) : undefined);
      }}
    />
  );
  return (
    <li className={styles['join']} data-place={placeOf(path)}>
      <YearSpan
        years={years}
        path={[...path, 'years']}
        onChange={(next) => {
          edit([...path, 'years'], next);
        }}
      />
      <div className={styles['row']}>
        {own('population')}
        {own('measure')}
        {own('joins')}
        <span className={styles['last']}>
          <Button size="small" kind="quiet" onClick={onRemove}>
            {t('definition.removeVariant')}
          </Button>
        </span>
      </div>
      <Faults said={said} />
      {joins !== undefined && (
        <Part heading={t('indicators.joins')}>
          <JoinsEditor joins={joins} path={[...path, 'joins']} register={setting.register} />
        </Part>
      )}
      {population !== undefined && (
        <Part heading={t('indicators.population')}>
          <RegisterField register={population.register} path={[...path, 'population', 'register']} />
          <ConditionEditor condition={population.where} path={[...path, 'population', 'where']} setting={setting} />
        </Part>
      )}
      {measure !== undefined && (
        <Part heading={t('indicators.measure')}>
          <MeasureEditor measure={measure} path={[...path, 'measure']} setting={setting} />
        </Part>
      )}
    </li>
  );
}

/** What holds instead in some register years. */
export function Variants({ definition }: { readonly definition: IndicatorDefinition }): ReactElement {
  const { t } = useWords();
  const { edit } = useActions();
  const { variants = [] } = definition;
  return (
    <>
      <p className={styles['hint']}>{t('definition.variantsHint')}</p>
      <ul className={styles['list']}>
        {variants.map((variant, at) => (
          // A variant is known by where it stands: its years are being written.
          <VariantEditor
            key={placeOf(['variants', at])}
            definition={definition}
            variant={variant}
            path={['variants', at]}
            onRemove={() => {
              const rest = variants.filter((_, i) => i !== at);
              edit(['variants'], rest.length === 0 ? undefined : rest);
            }}
          />
        ))}
      </ul>
      <Button
        size="small"
        kind="quiet"
        onClick={() => {
          edit(['variants'], [...variants, { years: { to: 2019 }, measure: definition.measure }]);
        }}
      >
        {t('definition.addVariant')}
      </Button>
    </>
  );
}
