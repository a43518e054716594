import type { Output } from '../../shared/ipc/contract.ts';

type Meta = Output<'indicators.catalogue'>['indicators'][number];

/** Definitions with the level and spread that their values are drawn with. */
export interface InventedIndicator extends Meta {
  readonly middle: number;
  readonly spread: number;
}

const share = (
  id: string,
  factor: Meta['factor'],
  sv: string,
  en: string,
  middle: number,
  spread: number,
  direction: Meta['direction'] = 1,
  problemVariable = false,
): InventedIndicator => ({
  id,
  version: 1,
  name: { sv, en },
  note: { sv: 'Påhittad.', en: 'Made up.' },
  source: 'RTB',
  factor,
  direction,
  unit: 'percent',
  decimals: 1,
  problemVariable,
  exampleThreshold: null,
  middle,
  spread,
});

export const inventedCatalogue: readonly InventedIndicator[] = [
  { ...share('crimes', 'crime', 'Anmälda våldsbrott', 'Reported violent crimes', 9, 4, 1, true), unit: 'per1000' },
  share('suspected', 'crime', 'Misstänkta för brott', 'Suspected of crime', 1.4, 0.6),
  share(
    'long-assistance',
    'benefits',
    'Långvarigt ekonomiskt bistånd',
    'Long-term economic assistance',
    2.1,
    1.4,
    1,
    true,
  ),
  share('crowded', 'crowding', 'Trångbodda enligt norm 2', 'Crowded by norm 2', 6.5, 4, 1, true),
  share('crowded-boverket', 'crowding', 'Trångbodda enligt Boverkets mått', 'Crowded by Boverket’s measure', 5, 3),
  share('turnout', 'democracy', 'Valdeltagande i riksdagsvalet', 'Turnout in the national election', 83.8, 5, -1, true),
  share('turnout-local', 'democracy', 'Valdeltagande i kommunvalet', 'Turnout in the municipal election', 80.3, 6, -1),
  share('eligible', 'school', 'Behöriga till yrkesprogram', 'Eligible for vocational programmes', 85.2, 6, -1, true),
  { ...share('merit', 'school', 'Meritvärde, medelvärde', 'Merit value, mean', 226, 14, -1), unit: 'points' },
  share('employed', 'work', 'Sysselsatta 20–64 år', 'Employed, 20–64 years', 79.4, 6, -1, true),
  share('uvas', 'work', 'Unga som varken arbetar eller studerar', 'Young people neither working nor studying', 7.3, 3),
  share('unemployed-long', 'work', 'Arbetslösa mer än sex månader', 'Unemployed more than six months', 3.2, 1.8),
  share('low-standard', 'economy', 'Låg ekonomisk standard', 'Low economic standard', 14.6, 6),
  {
    ...share('income', 'economy', 'Disponibel inkomst, median', 'Disposable income, median', 2610, 310, -1),
    unit: 'hundredSek',
    decimals: 0,
  },
  share('low-education', 'education', 'Förgymnasial utbildning', 'Pre-upper-secondary education', 11.2, 4),
  { ...share('sick-days', 'health', 'Ohälsodagar per person', 'Sick days per person', 24.1, 6), unit: 'days' },
  { ...share('population-change', 'background', 'Inflyttade under året', 'Moved in during the year', 9.5, 3, 0) },
  share('foreign-born', 'background', 'Utrikes födda', 'Born abroad', 20.1, 11, 0),
  share('lone-parents', 'background', 'Hushåll med ensamstående föräldrar', 'Lone-parent households', 6.3, 2, 0),
  { ...share('mean-age', 'background', 'Medelålder', 'Mean age', 41.6, 3, 0), unit: 'years' },
];
