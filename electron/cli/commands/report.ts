import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import { text } from '../../../shared/texts/text.ts';
import { drawReport, REPORT_FORMATS } from '../../engine/release/drawReport.ts';
import { openPackage } from '../../engine/release/openPackage.ts';
import { refuseTaken, writePackageFolder } from '../../engine/release/packageFolder.ts';
import { CHAPTERS } from '../../engine/release/writers/report/report.ts';
import type { ShownPackage } from '../../engine/release/writers/shown/shown.ts';
import type { SigillCommand } from '../command.ts';

interface Given {
  readonly out: string;
  readonly formats?: string;
  readonly chapters?: string;
  readonly earlier?: readonly string[];
  readonly cards?: string | true;
  readonly undated?: true;
}

const ALL = 'all' as const;

const parts = (list: string): string[] => list.split(',').map((name) => name.trim());

/** The words of a list, each of them known. */
function chosen<T extends string>(list: string | undefined, known: readonly T[]): readonly T[] | undefined {
  return list === undefined
    ? undefined
    : parts(list).map((name) => {
        const own = known.find((one) => one === name);
        if (own === undefined) throw new UserError('input', 'report.unknown', { name, known: known.join(', ') });
        return own;
      });
}

export const report: SigillCommand = {
  register(program, { language, print, progress }) {
    program
      .command('report')
      .argument('<package>', text(language, 'report.argument'))
      .description(text(language, 'report.help'))
      .requiredOption('--out <folder>', text(language, 'report.option.out'))
      .option('--formats <list>', text(language, 'report.option.formats', { formats: REPORT_FORMATS.join(',') }))
      .option('--chapters <list>', text(language, 'report.option.chapters', { chapters: CHAPTERS.join(',') }))
      .option('--earlier <packages...>', text(language, 'report.option.earlier'))
      .option('--cards [municipalities]', text(language, 'report.option.cards'))
      .option('--undated', text(language, 'report.option.undated'))
      .addHelpText('after', text(language, 'report.example'))
      .action(async (folder: string, given: Given) => {
        const formats = chosen(given.formats, REPORT_FORMATS);
        const chapters = chosen(given.chapters, CHAPTERS);
        await refuseTaken(given.out);
        const whole = await openPackage(folder, progress);
        const earlier: ShownPackage[] = [];
        for (const one of given.earlier ?? []) earlier.push(await openPackage(one, progress));
        const cards = typeof given.cards === 'string' ? parts(given.cards) : given.cards === true ? ALL : undefined;
        const options = { language, formats, chapters, earlier, cards, dated: given.undated !== true };
        const files = await drawReport(whole, options, progress);
        await writePackageFolder(given.out, files);
        print(
          text(language, 'report.done', {
            folder: path.relative(process.cwd(), given.out) || given.out,
            files: files.length,
          }),
        );
      });
  },
};
