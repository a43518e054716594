import { type Language, text, type TextKey } from '../../../shared/texts/text.ts';
import type { NamedArea } from '../../engine/demonstration/assess.ts';
import { shippedDefinitions } from '../../engine/indicators/shipped.ts';
import type { Demonstration } from '../../engine/demonstration/create.ts';

const WIDTH = 78;
const BAR = 30;

/** The indicator's name as it stands within a sentence, without what follows a comma or stands in brackets. */
function indicatorName(id: string, language: Language): string {
  const found = shippedDefinitions().find(({ definition }) => definition.id === id)?.definition.name[language] ?? id;
  const short = (found.split(/[,(]/u)[0] ?? '').trim();
  return short.charAt(0).toLowerCase() + short.slice(1);
}

/** The demonstration's result as text for a person at a terminal: at most 80 characters wide, without colours. */
export function demonstrationText(demonstration: Demonstration, language: Language): string {
  const say = (key: TextKey, parameters: Readonly<Record<string, string | number>> = {}): string =>
    text(language, key, parameters);
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB';
  const number = (value: number, decimals = 0): string =>
    value
      .toLocaleString(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
      .replaceAll(/[\u00A0\u202F]/gu, ' ');
  const { assessment } = demonstration;
  const lines: string[] = [];
  const heading = (key: TextKey, parameters: Readonly<Record<string, string | number>> = {}): void => {
    const title = say(key, parameters);
    lines.push('', `── ${title} ${'─'.repeat(Math.max(0, WIDTH - title.length - 4))}`);
  };
  const bar = (share: number): string => '█'.repeat(Math.max(share > 0 ? 1 : 0, Math.round(share * BAR)));
  const areaName = ({ name, municipality }: NamedArea): string => `${name} (${municipality})`;

  lines.push(
    '',
    say('demo.title', {
      persons: number(demonstration.persons),
      areas: number(demonstration.areas),
      years: demonstration.years.join(', '),
    }),
    say('demo.madeUp'),
  );

  heading('demo.heading.classes', { year: demonstration.year });
  const most = Math.max(...assessment.classes.map(({ areas }) => areas));
  for (const { name, areas, persons } of assessment.classes)
    lines.push(
      `${say(`demo.class.${name}`).padEnd(34)} ${number(areas).padStart(6)}  ${number(persons).padStart(9)}  ${bar(areas / most).slice(0, WIDTH - 54)}`,
    );
  lines.push(say('demo.example.thresholds'));

  heading('demo.heading.factors');
  for (const { factor, indicator, direction, threshold, areas, worst } of assessment.factors) {
    const unit = say(indicator === 'reported-crimes' ? 'demo.unit.per1000' : 'demo.unit.percent');
    const limit = `${say(direction === 1 ? 'demo.limit.over' : 'demo.limit.under')} ${number(threshold)} ${unit}`;
    lines.push(`${say(`demo.factor.${factor}`).padEnd(30)} ${limit.padStart(22)} ${number(areas).padStart(6)}`);
    for (const area of worst)
      lines.push(`    ${areaName(area).padEnd(46)} ${number(area.value, 1).padStart(8)} ${unit}`);
  }

  heading('demo.heading.index');
  assessment.index.forEach((area, i) => {
    lines.push(`${String(i + 1).padStart(2)}  ${areaName(area).padEnd(52)} ${number(area.value, 2).padStart(6)}`);
  });

  heading('demo.heading.sei');
  assessment.areaTypes.forEach((areas, i) => {
    lines.push(`${say(`demo.areaType.${i + 1}` as TextKey).padEnd(46)} ${number(areas).padStart(6)}`);
  });

  const { groups } = assessment;
  heading('demo.heading.groups', { groups: groups.sizes.length });
  groups.sizes.forEach((size, i) => {
    const profile = (groups.profiles[i] ?? []).map(({ indicator, high }) =>
      say(high ? 'demo.groups.high' : 'demo.groups.low', { name: indicatorName(indicator, language) }),
    );
    const description = profile.length === 0 ? [say('demo.groups.average')] : profile;
    const [one, ...more] = description.join(', ').length <= WIDTH - 12 ? [description.join(', ')] : description;
    lines.push(`${String(i + 1).padStart(2)}  ${number(size).padStart(6)}  ${one ?? ''}`);
    for (const other of more) lines.push(`${' '.repeat(12)}${other}`);
  });
  lines.push(
    say('demo.groups.quality', {
      silhouette: number(groups.silhouette, 2),
      found: groups.foundTimes,
      starts: groups.starts,
    }),
  );

  const { release } = demonstration;
  heading('demo.heading.release');
  for (const { title, cells, hidden } of release.tables) {
    lines.push(`${title[language].slice(0, 50).padEnd(50)} ${number(cells).padStart(8)} ${number(hidden).padStart(8)}`);
  }
  for (const { id, cells } of release.leftOut)
    lines.push(say('demo.release.leftOut', { table: id, cells: number(cells) }));
  lines.push(
    say('demo.release.attack', {
      primary: number(release.tables.reduce((sum, table) => sum + table.primary, 0)),
      secondary: number(release.tables.reduce((sum, table) => sum + table.hidden - table.primary, 0)),
    }),
    say('demo.release.attackHolds'),
    say(release.verified ? 'demo.release.verified' : 'demo.release.notVerified'),
  );

  heading('demo.heading.time');
  const total = demonstration.steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  for (const { step, milliseconds } of demonstration.steps)
    lines.push(`${say(`demo.step.${step}`).padEnd(46)} ${number(milliseconds / 1000, 1).padStart(6)} s`);
  lines.push(`${say('demo.total').padEnd(46)} ${number(total / 1000, 1).padStart(6)} s`);

  heading('demo.heading.files');
  for (const [key, value] of [
    ['demo.files.registers', demonstration.registers],
    ['demo.files.project', demonstration.project],
    ['demo.files.package', demonstration.package],
    ['demo.files.passphrase', demonstration.passphrase],
  ] as const)
    lines.push(`${say(key).padEnd(14)} ${value}`);
  lines.push('', say('demo.open'), '');
  return lines.join('\n');
}
