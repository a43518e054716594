import { type ReactElement, type ReactNode, useMemo } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { ScrollRegion } from '../../../../ui/panes/ScrollRegion.tsx';
import { useEditor } from '../model/editor.ts';
import { settingOf } from '../model/registers.ts';
import { ConditionEditor } from './ConditionEditor.tsx';
import { Faults, useFaults } from './Field.tsx';
import styles from './Form.module.css';
import { JoinsEditor } from './JoinsEditor.tsx';
import { MeasureEditor } from './MeasureEditor.tsx';
import { type ConditionProps, NestedCondition } from './nested.ts';
import { RegisterField } from './RegisterField.tsx';
import { Rules } from './Rules.tsx';
import { Variants } from './Variants.tsx';
import { NameAndUnit } from './Words.tsx';

function Section({ heading, children }: { readonly heading: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className={styles['section']}>
      <h2>{heading}</h2>
      {children}
    </section>
  );
}

const drawCondition = (props: ConditionProps): ReactElement => <ConditionEditor {...props} />;

/** A whole definition as a form: what decides its values first, then what it is called. */
export function DefinitionForm(): ReactElement {
  const { t } = useWords();
  const definition = useEditor((state) => state.history.present);
  const isNew = useEditor((state) => state.editing?.replaces === null);
  const { population, joins, measure, variants = [] } = definition;
  const setting = useMemo(() => settingOf(population, joins), [population, joins]);
  const said = useFaults(['population'], 'here');
  return (
    <NestedCondition value={drawCondition}>
      <ScrollRegion label={t('definition.form')}>
        <div className={styles['form']}>
          <Section heading={t('indicators.population')}>
            <RegisterField register={population.register} path={['population', 'register']} />
            <Faults said={said} />
            <ConditionEditor condition={population.where} path={['population', 'where']} setting={setting} />
          </Section>
          <Section heading={t('indicators.measure')}>
            <MeasureEditor measure={measure} path={['measure']} setting={setting} />
          </Section>
          <Section heading={t('indicators.joins')}>
            <JoinsEditor joins={joins ?? []} path={['joins']} register={population.register} />
          </Section>
          <Section heading={t('definition.rules')}>
            <Rules definition={definition} />
          </Section>
          <Section heading={t('definition.words')}>
            <NameAndUnit definition={definition} isNew={isNew} />
          </Section>
          <Section heading={t('definition.variants', { count: variants.length })}>
            <Variants definition={definition} />
          </Section>
        </div>
      </ScrollRegion>
    </NestedCondition>
  );
}
