import { useEffect, useMemo, useState } from 'react';
import type { AreaWhy, WhyIndicator } from '../../../../shared/domain/assess/why/areaWhy.ts';
import { explainer } from '../../../../shared/domain/assess/why/explainer.ts';
import type { Belonging } from '../../../../shared/domain/assess/why/places.ts';
import { whySentence } from '../../../../shared/domain/assess/why/sentence.ts';
import { TOP_SHARE } from '../../../../shared/domain/tuning/liveAssessment.ts';
import { topCount } from '../../../../shared/domain/tuning/mapClasses.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { Language } from '../../../../shared/texts/text.ts';
import { text } from '../../../../shared/texts/text.ts';
import { request } from '../../../app/connection/client.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { useWords } from '../../../i18n/words.ts';
import { typeCodes } from '../../../app/assessed/assessed.ts';
import { useMethodNames } from '../model/names.ts';
import type { Settled } from '../model/tuner.ts';
import { useTuned } from '../model/useTuner.ts';

/** Statistics of the counties themselves: per county code the value of an indicator. */
type Counties = (code: string, id: string) => number;

async function fetchCounties(year: number): Promise<Counties | null> {
  const [list, values] = await Promise.all([
    request('areas.list', { level: 'county', year }),
    request('indicators.values', { level: 'county', year }),
  ]);
  if (!list.ok || !values.ok) return null;
  const row = new Map(list.data.codes.map((code, i) => [code, i]));
  const column = new Map(values.data.ids.map((id, j) => [id, values.data.values[j]]));
  return (code, id) => column.get(id)?.[row.get(code) ?? -1] ?? Number.NaN;
}

/** What the areas that take part are compared with, as the command line has it: each place's own statistics where there are any. */
function belongingsOf(
  { method, taking }: Settled,
  data: AreaData,
  counties: Counties | null,
  language: Language,
): Belonging[] {
  const { level, areas, indicators, municipalityValues } = data;
  const ids = method.indicators.map((one) => (typeof one === 'string' ? one : one.id));
  const codesOf = (code: (area: number) => string): string[] => taking.positions.map(code);
  const municipalityAt = new Map(areas.municipalities.map(({ code }, at) => [code, at]));
  const countyName = new Map(areas.counties.map(({ code, name }) => [code, name]));
  const places: Belonging[] = [];
  if (level !== 'municipality' && level !== 'county' && level !== 'nation')
    places.push({
      kind: 'municipality',
      codes: codesOf((area) => areas.municipalities[areas.municipalityOf[area] ?? -1]?.code ?? ''),
      nameOf: (code) => areas.municipalities[municipalityAt.get(code) ?? -1]?.name ?? code,
      ...(municipalityValues === null
        ? {}
        : {
            statistics: (code) =>
              ids.map((id) => municipalityValues.byId.get(id)?.values[municipalityAt.get(code) ?? -1] ?? Number.NaN),
          }),
    });
  if (level !== 'county' && level !== 'nation')
    places.push({
      kind: 'county',
      codes: codesOf((area) => areas.counties[areas.countyOf[area] ?? -1]?.code ?? ''),
      nameOf: (code) => countyName.get(code) ?? code,
      ...(counties === null ? {} : { statistics: (code) => ids.map((id) => counties(code, id)) }),
    });
  places.push({
    kind: 'nation',
    codes: codesOf(() => 'nation'),
    nameOf: (code) => code,
    statistics: () => ids.map((id) => indicators.byId.get(id)?.nation ?? Number.NaN),
  });
  const types = typeCodes(data);
  if (types !== undefined)
    places.push({
      kind: 'areaType',
      codes: codesOf((area) => types[area] ?? ''),
      nameOf: (type) => `${type}, ${text(language, `assess.areaType.${type as '1' | '2' | '3' | '4' | '5'}`)}`,
    });
  return places;
}

/** Explains one area after another; made ready for the first that is asked for. */
function explanations(
  settled: Settled,
  data: AreaData,
  counties: Counties | null,
  language: Language,
): (area: number) => AreaWhy | undefined {
  const { method, taking } = settled;
  let made: ReturnType<typeof explainer> | null = null;
  return (area) => {
    const place = taking.positions.indexOf(area);
    if (place < 0) return undefined;
    try {
      made ??= explainer({
        method,
        areas: taking.areas,
        columns: taking.columns,
        people: taking.people,
        topShare: TOP_SHARE,
        topOf: (ranked) => topCount(TOP_SHARE, ranked),
        belongings: belongingsOf(settled, data, counties, language),
      });
      const why = made(place);
      return why === undefined ? undefined : { ...why, indicators: marked(why.indicators, settled, area) };
    } catch (cause) {
      if (cause instanceof UserError) return undefined;
      throw cause;
    }
  };
}

export interface Explained {
  readonly why: AreaWhy;
  readonly sentence: string;
}

/** Why an area stands where it stands, with everything `sigill explain` tells; null without a score. While a hand pulls, as before. */
export function useAreaWhy(data: AreaData, area: number): Explained | null {
  const { language } = useWords();
  const { name } = useMethodNames();
  const settled = useTuned((tuner) => tuner.settled);
  const [counties, setCounties] = useState<Counties | null>(null);
  useEffect(() => {
    let wanted = true;
    const take = async (): Promise<void> => {
      const found = await fetchCounties(data.year);
      if (wanted) setCounties(() => found);
    };
    void take();
    return () => {
      wanted = false;
    };
  }, [data.year]);
  const explain = useMemo(() => explanations(settled, data, counties, language), [settled, data, counties, language]);
  return useMemo(() => {
    const why = area < 0 ? undefined : explain(area);
    if (why === undefined) return null;
    const called = { ...why, area: data.areas.names[area] ?? why.area };
    return { why, sentence: whySentence(called, { language, nameOf: name }) };
  }, [area, explain, data, language, name]);
}

/** Values that were filled in are marked to the end. */
const marked = (indicators: readonly WhyIndicator[], { taking }: Settled, area: number): readonly WhyIndicator[] =>
  indicators.map((one, j) => {
    const imputed = taking.imputedBy(j, area);
    return imputed === undefined ? one : { ...one, imputed };
  });
