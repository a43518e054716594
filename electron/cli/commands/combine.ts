import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import { text, type TextKey } from '../../../shared/texts/text.ts';
import { readAreaFile } from '../../engine/areafile/areaFile.ts';
import { COARSER_LEVELS, coarserAreas } from '../../engine/areafile/coarser.ts';
import { fieldText, numberText } from '../../engine/areafile/numberText.ts';
import { writeWhole } from '../../engine/files/writeWhole.ts';
import type { SigillCommand } from '../command.ts';
import { addAreasOptions, type AreasGiven, areasInputOf } from '../dialectOptions.ts';

interface Given extends AreasGiven {
  readonly to: string;
  readonly mean?: readonly string[];
  readonly sum?: readonly string[];
  readonly out: string;
}

function meanOf(written: string): { readonly value: string; readonly weight: string } {
  const at = written.lastIndexOf('=');
  const [value, weight] = [written.slice(0, at).trim(), written.slice(at + 1).trim()];
  if (at < 1 || value === '' || weight === '') throw new UserError('input', 'combine.badMean');
  return { value, weight };
}

export const combine: SigillCommand = {
  register(program, { language, print }) {
    const say = (key: TextKey): string => text(language, key);
    const command = program
      .command('combine')
      .description(say('combine.help'))
      .argument('<file>', say('combine.argument.file'))
      .requiredOption('--to <level>', say('combine.option.to'))
      .option('--mean <column=weight...>', say('combine.option.mean'))
      .option('--sum <column...>', say('combine.option.sum'))
      .requiredOption('--out <file>', say('combine.option.out'));
    addAreasOptions(command, language)
      .addHelpText('after', say('combine.example'))
      .action(async (name: string, given: Given) => {
        const to = COARSER_LEVELS.find((level) => level === given.to);
        if (to === undefined) throw new UserError('input', 'combine.badLevel');
        const means = (given.mean ?? []).map(meanOf);
        const sums = given.sum ?? [];
        if (means.length + sums.length === 0) throw new UserError('input', 'combine.noColumns');
        const file = readAreaFile(name, areasInputOf(given));
        const { areas, columns, members } = coarserAreas(file, to, { means, sums });
        const header = ['area', ...columns.map((column) => column.name)].map(fieldText).join(',');
        const rows = areas.map((code, i) =>
          [code, ...columns.map(({ values }) => numberText(values[i] as number))].join(','),
        );
        const target = path.resolve(given.out);
        await writeWhole([{ path: target, content: [header, ...rows].map((row) => `${row}\n`) }]);
        const from = members.reduce((sum, count) => sum + count, 0);
        print(text(language, 'combine.done', { from, areas: areas.length, file: target }));
        for (const { name: column, values } of columns) {
          const missing = values.filter((value) => Number.isNaN(value)).length;
          if (missing > 0) print(text(language, 'combine.missing', { column, missing }));
        }
      });
  },
};
