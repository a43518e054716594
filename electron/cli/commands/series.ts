import path from 'node:path';
import { type Level, LEVELS } from '../../../shared/domain/areas/level.ts';
import type { Series } from '../../../shared/domain/areas/series.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { text } from '../../../shared/texts/text.ts';
import { WORKING_COPY_COLUMN, workingCopyPath } from '../../engine/files/workingCopy.ts';
import { writeWhole } from '../../engine/files/writeWhole.ts';
import { indicatorSeries, type IndicatorSeries } from '../../engine/indicators/series.ts';
import { storedYears } from '../../engine/indicators/store.ts';
import { openProject, type Project } from '../../engine/project/project.ts';
import type { SigillCommand, Surroundings } from '../command.ts';
import { type PassphraseOption, passphraseOption, readPassphrase } from '../passphrase.ts';

interface Given extends PassphraseOption {
  readonly level: string;
  readonly years?: string;
  readonly sum?: true;
  readonly workingCopy?: true;
  readonly out?: string;
  readonly json?: true;
}

const numberText = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '' : String(Number(value.toPrecision(15)));

/** One row per line and year: what it is about, what it rests on, and which division the year stands on. */
function* rowsOf({ years, versions, breakAt, areas }: Series): Generator<string> {
  yield `${WORKING_COPY_COLUMN},before,basis,year,division,after_break,value,n,numerator\n`;
  for (const { before, after, basis, value, n, numerator } of areas)
    for (const [y, year] of years.entries()) {
      const broken = breakAt !== null && year >= breakAt ? 1 : 0;
      const place = [after.join(' '), before.join(' '), basis, year, versions[y] ?? '', broken];
      yield `${[...place, numberText(value[y]), numberText(n[y]), numberText(numerator[y])].join(',')}\n`;
    }
}

function askedYears(project: Project, level: Level, given: string | undefined): readonly number[] {
  if (given === undefined)
    return [...new Set(storedYears(project).flatMap((stored) => (stored.level === level ? [stored.year] : [])))].sort(
      (a, b) => a - b,
    );
  const years = given.split(',').map((part) => (/^\d{4}$/u.test(part.trim()) ? Number(part) : Number.NaN));
  const rising = years.every((year, i) => Number.isInteger(year) && (i === 0 || year > (years[i - 1] ?? 0)));
  if (!rising) throw new UserError('input', 'areas.series.years');
  return years;
}

function tell({ language, print }: Surroundings, { series, comparison }: IndicatorSeries, sum: boolean): void {
  if (series.breakAt === null || comparison === null) {
    print(text(language, 'series.noBreak'));
    return;
  }
  const changed = comparison.changed.length + comparison.ended.length + comparison.created.length;
  print(
    text(language, 'series.break', {
      year: series.breakAt,
      from: comparison.from,
      to: comparison.to,
      comparable: comparison.comparable.size,
      changed,
    }),
  );
  if (sum)
    print(text(language, 'series.summed', { sets: series.areas.filter(({ basis }) => basis === 'summed').length }));
}

async function write(project: Project, id: string, given: Given, found: IndicatorSeries): Promise<[string, number]> {
  const target = workingCopyPath(given.out ?? '');
  const content = [...rowsOf(found.series)];
  project.appendLog('working-copy', {
    kind: 'series',
    file: path.basename(target),
    level: given.level,
    indicator: id,
    years: found.series.years.map(String),
    rows: content.length - 1,
  });
  await writeWhole([{ path: target, content }]);
  return [target, content.length - 1];
}

export const series: SigillCommand = {
  register(program, surroundings) {
    const { language, print } = surroundings;
    passphraseOption(program.command('series').description(text(language, 'series.help')), surroundings)
      .argument('<project>', text(language, 'areas.argument.project'))
      .argument('<indicator>', text(language, 'series.argument.indicator'))
      .option('--level <level>', text(language, 'areas.option.level'), 'regso')
      .option('--years <list>', text(language, 'series.option.years'))
      .option('--sum', text(language, 'series.option.sum'))
      .option('--working-copy', text(language, 'series.option.workingCopy'))
      .option('--out <file>', text(language, 'series.option.out'))
      .option('--json', text(language, 'project.json'))
      .addHelpText('after', text(language, 'series.example'))
      .action(async (file: string, id: string, given: Given) => {
        const level = LEVELS.find((one) => one === given.level);
        if (level === undefined) throw new UserError('input', 'indicators.badLevel');
        if (given.out !== undefined && given.workingCopy !== true)
          throw new UserError('refused', 'indicators.needsWorkingCopy');
        const project = openProject(file, { passphrase: await readPassphrase(surroundings, given) });
        try {
          const years = askedYears(project, level, given.years);
          if (years.length === 0) throw new UserError('input', 'areas.series.years');
          const found = indicatorSeries(project, id, level, years, given.sum === true);
          const written = given.out === undefined ? null : await write(project, id, given, found);
          if (given.json === true) {
            const { breakAt, versions, areas } = found.series;
            const count = (basis: string): number => areas.filter((line) => line.basis === basis).length;
            const lines = { comparable: count('comparable'), own: count('own'), summed: count('summed') };
            print(
              JSON.stringify({ id, level, years, divisions: versions, breakAt, lines, written: written?.[0] ?? null }),
            );
            return;
          }
          tell(surroundings, found, given.sum === true);
          if (written !== null) print(text(language, 'series.written', { file: written[0], rows: written[1] }));
        } finally {
          project.close();
        }
      });
  },
};
