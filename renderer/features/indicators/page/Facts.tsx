import { Fragment, type ReactElement, type ReactNode } from 'react';
import type { IndicatorDefinition } from '../../../../shared/schemas/indicator.ts';
import { registerName } from '../../../i18n/registerName.ts';
import { useWords, type Words } from '../../../i18n/words.ts';
import { conditionLine, type Line, measureParts } from '../model/definitionWords.ts';
import styles from './Facts.module.css';

function Lines({ line }: { readonly line: Line }): ReactElement {
  return (
    <>
      {line.text}
      {line.lines.length > 0 && (
        <ul>
          {line.lines.map((each, at) => (
            // What stands at a place in the definition is the same line for as long as the definition is.
            <li key={`${String(at)} ${each.text}`}>
              <Lines line={each} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface Fact {
  readonly heading: string;
  readonly said: ReactNode;
}

const span = ({ from, to }: { readonly from?: number | undefined; readonly to?: number | undefined }): string =>
  `${from === undefined ? '' : String(from)}–${to === undefined ? '' : String(to)}`;

function measured(parts: Pick<IndicatorDefinition, 'population' | 'measure' | 'joins'>, words: Words): Fact[] {
  const { t } = words;
  const { population, measure, joins = [] } = parts;
  return [
    {
      heading: t('indicators.population'),
      said: (
        <Lines
          line={{ text: registerName(population.register, words), lines: [conditionLine(population.where, words)] }}
        />
      ),
    },
    ...measureParts(measure, words).map(({ heading, line }) => ({ heading, said: <Lines line={line} /> })),
    ...(joins.length === 0
      ? []
      : [
          {
            heading: t('indicators.joins'),
            said: (
              <ul>
                {joins.map(({ name, register, key, yearsBack }) => (
                  <li key={name}>
                    {t('indicators.joinBy', { name, register: registerName(register, words), key })}
                    {yearsBack === undefined ? '' : ` ${t('indicators.say.yearsBack', { count: yearsBack })}`}
                  </li>
                ))}
              </ul>
            ),
          },
        ]),
  ];
}

function FactList({ facts }: { readonly facts: readonly Fact[] }): ReactElement {
  return (
    <dl className={styles['facts']}>
      {facts.map(({ heading, said }) => (
        <Fragment key={heading}>
          <dt>{heading}</dt>
          <dd>{said}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** A definition in words: whom it is about, what is counted, how, and by whom it is defined. */
export function Facts({
  definition,
  file,
}: {
  readonly definition: IndicatorDefinition;
  readonly file: string;
}): ReactElement {
  const words = useWords();
  const { t, language, format } = words;
  const { reference, missing, bySex, leastN, estimate, direction, years, variants = [] } = definition;
  const more: Fact[] = [
    { heading: t('indicators.missingValues'), said: t(`indicators.missing.${missing}`) },
    {
      heading: t('indicators.time'),
      said: [
        reference.time[language],
        reference.carryYears > 0 ? t('indicators.carry', { count: reference.carryYears }) : '',
        (reference.pool ?? 1) > 1 ? t('indicators.pool', { count: reference.pool ?? 1 }) : '',
        reference.status === 'preliminary' ? t('indicators.preliminary') : '',
        years === undefined ? '' : t('indicators.validYears', { years: span(years) }),
      ]
        .filter((part) => part !== '')
        .join('. '),
    },
    {
      heading: t('indicators.direction'),
      said: t(
        direction === 1 ? 'indicators.moreIsMore' : direction === -1 ? 'indicators.lessIsMore' : 'indicators.neither',
      ),
    },
    { heading: t('indicators.sex'), said: t(bySex === undefined ? 'indicators.notBySex' : 'indicators.bySex') },
    ...(leastN === undefined
      ? []
      : [{ heading: t('indicators.leastN'), said: t('indicators.leastNSaid', { n: format.count(leastN) }) }]),
    ...(estimate === undefined || estimate.kind === 'raw'
      ? []
      : [{ heading: t('indicators.estimate'), said: t(`indicators.estimate.${estimate.kind}`) }]),
    { heading: t('indicators.source'), said: definition.source },
    {
      heading: t('indicators.version'),
      said: t('indicators.versionIn', { revision: definition.revision, file, id: definition.id }),
    },
  ];
  return (
    <div data-copyable>
      <FactList facts={[...measured(definition, words), ...more]} />
      {variants.map((variant) => (
        <section key={span(variant.years)} className={styles['variant']}>
          <h3>{t('indicators.variant', { years: span(variant.years) })}</h3>
          <FactList
            facts={measured(
              {
                population: variant.population ?? definition.population,
                measure: variant.measure ?? definition.measure,
                joins: variant.joins ?? definition.joins,
              },
              words,
            )}
          />
        </section>
      ))}
    </div>
  );
}
