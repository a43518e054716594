/*
 * Shipped indicators of every kind in SQL, so that a database can be asked for the same statistics in one scan per table.
 * Each is told per record: population and numerator as conditions (a NULL numerator leaves the record out of the
 * denominator), values as numbers. The proof of all of them stands in test/unit/indicators/independent.test.ts.
 */

/** Records counted in a table: those of the denominator, and of them those of the numerator. */
export interface SqlShare {
  readonly kind: 'share';
  readonly from: SqlTable;
  readonly where: string;
  readonly numerator: string;
  readonly per: number;
}
/** The mean of a variable over the population. */
export interface SqlMean {
  readonly kind: 'mean';
  readonly from: SqlTable;
  readonly where: string;
  readonly value: string;
}
/** Records of a kind of event per inhabitants. */
export interface SqlEvents {
  readonly kind: 'events';
  readonly where: string;
}
/** Inhabitants; those of one condition per those of another; the middle value. */
export interface SqlOther {
  readonly kind: 'population' | 'dependency' | 'median';
}
export type SqlIndicator = SqlShare | SqlMean | SqlEvents | SqlOther;

/** The tables that are counted in. `homes` and `children` are joined ones (SQL_VIEWS). */
export type SqlTable = 'person' | 'hushall' | 'homes' | 'children' | 'rostande' | 'elever';

export const ADULTS = 'Alder between 20 and 64';
export const ALL_YEAR = "RegistreradHelaAret = '1'";

/** Households with their dwelling and their members counted, and persons with both. */
export const SQL_VIEWS: Readonly<Partial<Record<SqlTable, string>>> = {
  homes: `select h.RegSO as RegSO, h.AntalPersoner as AntalPersoner, r.AntalRum as AntalRum, r.Boarea as Boarea,
      r.Upplatelseform as Upplatelseform, coalesce(m.mates, 0) as mates, coalesce(m.young, 0) as young
    from hushall h left join lagenhet r on r.LagenhetLopNr = h.LagenhetLopNr
    left join (select HushallLopNr, count(*) filter (where StallningHushall = '2') as mates,
        count(*) filter (where Alder < 12) as young
      from person where HushallLopNr is not null group by HushallLopNr) m on m.HushallLopNr = h.HushallLopNr`,
  children: `select p.RegSO as RegSO, h.AntalPersoner as AntalPersoner, r.AntalRum as AntalRum
    from person p join hushall h on h.HushallLopNr = p.HushallLopNr
    left join lagenhet r on r.LagenhetLopNr = h.LagenhetLopNr where p.Alder < 20`,
};

const ROOMS_KNOWN = 'AntalRum is not null and AntalPersoner is not null';

const share = (from: SqlTable, where: string, numerator: string, per = 100): SqlShare => ({
  kind: 'share',
  from,
  where,
  numerator,
  per,
});
const mean = (from: SqlTable, where: string, value: string): SqlMean => ({ kind: 'mean', from, where, value });
const everyone = '1 = 1';

/** By id. `median`: the national median income. */
export const sqlIndicators = (median: string): Readonly<Record<string, SqlIndicator>> => ({
  'economic-assistance': share('person', 'Alder >= 18', 'EkBistManader > 0'),
  'long-term-economic-assistance': share('person', 'Alder > 17', 'EkBistManader > 9'),
  'sei-assistance-or-unemployed': share(
    'person',
    ADULTS,
    'coalesce(EkBistManader, 0) >= 10 or coalesce(ALosManader, 0) > 6',
  ),
  'crowding-norm-2': share('homes', ROOMS_KNOWN, 'AntalPersoner > 1 and AntalPersoner / 2.0 > AntalRum - 1'),
  'crowding-norm-3': share('homes', ROOMS_KNOWN, 'AntalPersoner - (mates - mates % 2) / 2 > AntalRum - 1'),
  'crowding-boverket': share(
    'homes',
    'AntalPersoner is not null and coalesce(AntalRum, Boarea) is not null',
    `case when AntalPersoner = 1 then 1 = 0 when AntalRum is null then Boarea * 1.0 / AntalPersoner < 20
       else AntalPersoner - young - (mates - mates % 2) / 2 + (young + young % 2) / 2 > AntalRum - 1 end`,
  ),
  'crowded-children-norm-2': share('children', ROOMS_KNOWN, 'AntalPersoner > 1 and AntalPersoner > 2 * (AntalRum - 1)'),
  'turnout-national': share('rostande', "RostrattRiksdag = '1'", "RostadeRiksdag = '1'"),
  'turnout-regional': share('rostande', everyone, "RostadeRegion = '1'"),
  'turnout-municipal': share('rostande', everyone, "RostadeKommun = '1'"),
  'eligible-vocational': share('elever', everyone, "BehorigYrkes = '1'"),
  'passed-all': share('elever', everyone, "GodkandAlla = '1'"),
  'employment-rate-20-64': share('person', ADULTS, "BAS = '1'"),
  'unemployment-rate-20-64': share('person', `${ADULTS} and BAS in ('1', '2')`, "BAS = '2'"),
  'uvas-16-24': share('person', 'Alder > 15 and Alder < 25', "UVAS = '1'"),
  'uvas-16-29': share('person', 'Alder > 15 and Alder < 30', "UVAS = '1'"),
  'unemployed-over-6-months': share('person', ADULTS, 'ALosManader >= 7'),
  'low-economic-standard': share('person', ALL_YEAR, `DispInkKE04 < ${median} * 0.6`),
  'pre-upper-secondary': share('person', ADULTS, "coalesce(Sun2020Niva_old, '1') in ('1', '2')"),
  'post-secondary': share('person', 'Alder between 25 and 64', "coalesce(Sun2020Niva_old, '1') > '4'"),
  'share-0-19': share('person', everyone, 'Alder < 20'),
  'share-65-plus': share('person', everyone, 'Alder > 64'),
  'born-abroad': share('person', everyone, "UtlSvBakg = '11'"),
  'foreign-background': share('person', everyone, "UtlSvBakg < '20'"),
  'born-abroad-under-5-years': share('person', everyone, "UtlSvBakg = '11' and VistelseTid <= 4"),
  'rented-dwellings': share('homes', everyone, "Upplatelseform = '1'"),
  'lone-parents': share('hushall', everyone, "HushTyp = '3'"),
  'single-person-households': share('hushall', everyone, "HushTyp = '1'"),
  'moved-in': share('person', everyone, "Flyttat = '1'"),
  'suspected-15-20': share('person', 'Alder in (15, 16, 17, 18, 19, 20)', "Misstankt = '1'", 1000),
  'merit-points': mean('elever', everyone, 'Meritvarde'),
  'ill-health-days': mean('person', 'Alder between 16 and 64', 'Ohalsodagar'),
  'mean-age': mean('person', everyone, 'Alder'),
  'household-size': mean('hushall', everyone, 'AntalPersoner'),
  'reported-crimes': { kind: 'events', where: everyone },
  'reported-violence': { kind: 'events', where: "Brottstyp = 'Våld'" },
  'reported-drug-crimes': { kind: 'events', where: "Brottstyp = 'Narkotika'" },
  population: { kind: 'population' },
  'dependency-ratio': { kind: 'dependency' },
  'median-income': { kind: 'median' },
});
