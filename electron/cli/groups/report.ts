import type { GroupsSummary } from '../../engine/groups/groupsSummary.ts';
import type { GroupYearsSummary } from '../../engine/groups/groupYears.ts';
import { type Language, text } from '../../../shared/texts/text.ts';

/* What `sigill groups` says on the screen of what it wrote. */

const decimals = (value: number, language: Language, digits: number): string =>
  Number.isFinite(value)
    ? value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      })
    : '-';

/** A summary, over several years where they were asked for. */
type Told = GroupsSummary & { readonly years?: GroupYearsSummary };

export function* lines(summary: Told, language: Language): Generator<string> {
  const { k, dropped, starts, sizes } = summary;
  const foundTimes = 'foundTimes' in summary ? summary.foundTimes : undefined;
  const areas = summary.areas - dropped.length;
  const algorithm = text(language, `groups.algorithm.${summary.algorithm}`);
  yield starts === undefined || foundTimes === undefined
    ? text(language, 'groups.doneOnce', { k, areas, algorithm })
    : text(language, 'groups.done', { k, areas, algorithm, starts, foundTimes });
  yield text(language, 'groups.sizes', { sizes: sizes.join(', ') });
  yield text(language, 'groups.quality', {
    inertia: decimals(summary.inertia, language, 4),
    silhouette: decimals(summary.silhouette, language, 3),
  });
  if (summary.bic !== undefined && summary.logLikelihood !== undefined)
    yield text(language, 'groups.bic', {
      bic: decimals(summary.bic, language, 1),
      logLikelihood: decimals(summary.logLikelihood, language, 1),
    });
  yield* groupLines(summary, language);
  if (summary.previous !== undefined)
    yield text(language, 'groups.previousLine', {
      stayed: summary.previous.stayed,
      both: summary.previous.both,
      rand: decimals(summary.previous.adjustedRand, language, 3),
    });
  yield* yearLines(summary.years, language);
  yield* spreadLines(summary, language);
  yield* choiceLines(summary, language);
}

function* yearLines(years: GroupYearsSummary | undefined, language: Language): Generator<string> {
  if (years === undefined) return;
  yield text(language, years.fit === 'pooled' ? 'groups.yearsPooled' : 'groups.yearsBase', { year: String(years.fit) });
  for (const { year, sizes, without } of years.list)
    yield text(language, 'groups.yearLine', { year: String(year), sizes: sizes.join(', '), without });
  for (const { from, to, stayed, both, adjustedRand } of years.transitions)
    yield text(language, 'groups.yearStep', {
      from: String(from),
      to: String(to),
      stayed,
      both,
      rand: decimals(adjustedRand, language, 3),
    });
}

function* groupLines({ profiles, stability }: GroupsSummary, language: Language): Generator<string> {
  yield text(language, 'groups.profileHead');
  for (const { group, proposedName, description } of profiles) {
    yield text(language, 'groups.profileLine', { group, name: proposedName });
    yield `     ${description}`;
    const standing = stability?.groups.find((one) => one.group === group);
    if (standing !== undefined)
      yield text(language, 'groups.profileStanding', {
        jaccard: decimals(standing.jaccard, language, 2),
        standing: text(language, `groups.standing.${standing.standing}`),
      });
  }
}

function* spreadLines({ spread }: GroupsSummary, language: Language): Generator<string> {
  if (spread.areaTypes === undefined) return;
  yield text(language, 'groups.spreadHead');
  for (const [at, { id, between }] of spread.groups.entries())
    yield text(language, 'groups.spreadLine', {
      id,
      groups: decimals(100 * between, language, 0),
      types: decimals(100 * (spread.areaTypes[at]?.between ?? Number.NaN), language, 0),
    });
}

function* choiceLines({ chooseK, advice }: GroupsSummary, language: Language): Generator<string> {
  if (chooseK === undefined) return;
  yield text(language, 'groups.chooseKHead');
  for (const one of chooseK)
    yield [
      String(one.k).padStart(4),
      decimals(one.inertia, language, 2).padStart(16),
      decimals(one.silhouette, language, 3).padStart(12),
      decimals(one.calinskiHarabasz, language, 1).padStart(12),
      decimals(one.daviesBouldin, language, 3).padStart(10),
      decimals(one.gap ?? Number.NaN, language, 3).padStart(8),
      decimals(one.gapError ?? Number.NaN, language, 3).padStart(7),
      decimals(Math.min(...(one.jaccards ?? [Number.NaN])), language, 2).padStart(9),
      String(one.smallest).padStart(7),
      (one.foundTimes === undefined ? '-' : String(one.foundTimes)).padStart(8),
    ].join('');
  if (advice === undefined) return;
  yield text(language, 'groups.advice', { k: advice.k });
  if (advice.for.length > 0) yield text(language, 'groups.adviceFor');
  for (const reason of advice.for) yield `    + ${reason}`;
  if (advice.against.length > 0) yield text(language, 'groups.adviceAgainst');
  for (const reason of advice.against) yield `    − ${reason}`;
}

const MOST_NAMED = 12;

export function* warnings(summary: GroupsSummary, language: Language): Generator<string> {
  const { dropped, indicators, starts, aside, stability, leaving, setAside } = summary;
  if (dropped.length > 0) yield text(language, 'groups.warn.dropped', { count: dropped.length });
  const imputed = indicators.reduce((sum, one) => sum + one.imputed, 0);
  if (imputed > 0) yield text(language, 'groups.warn.imputed', { count: imputed });
  if (summary.foundTimes === 1 && starts !== undefined && starts > 1) yield text(language, 'groups.warn.foundOnce');
  if (aside !== undefined && setAside !== undefined)
    yield text(language, 'groups.asideLine', { count: aside.length, beyond: decimals(setAside.beyond, language, 1) });
  if (stability !== undefined && stability.changing.length > 0)
    yield text(language, 'groups.changing', { count: stability.changing.length });
  const { parts, bridges, islands } = summary;
  if (parts !== undefined && bridges !== undefined && islands !== undefined && parts > 1) {
    yield text(language, 'groups.parts', { parts, bridges: bridges.length });
    const named = islands.flatMap((part) =>
      part.map(({ area, name }) => (name === undefined ? area : `${name} (${area})`)),
    );
    const shown = named.slice(0, MOST_NAMED).join(', ');
    yield text(language, 'groups.island', { areas: named.length > MOST_NAMED ? `${shown} …` : shown });
  }
  const withheld = leaving.filter((one) => one.withheld !== null);
  if (withheld.length > 0)
    yield text(language, 'groups.withheld', { groups: withheld.map(({ group }) => String(group)).join(', ') });
}
