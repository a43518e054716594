import path from 'node:path';
import { Option } from 'commander';
import { statSync } from 'node:fs';
import { UserError } from '../../../shared/errors/errors.ts';
import { text } from '../../../shared/texts/text.ts';
import { compileFiles } from '../../engine/compile/compileFiles.ts';
import { DIALECTS, type DialectName } from '../../engine/compile/dialect.ts';
import { readDefinition, readDefinitions } from '../../engine/indicators/definitions.ts';
import { errorOf } from '../../engine/indicators/problem.ts';
import type { SigillCommand } from '../command.ts';

interface Given {
  readonly dialect: DialectName;
  readonly years: string;
  readonly division: string;
  readonly areas: string;
  readonly out: string;
  readonly json?: true;
}

function yearsOf(written: string): number[] {
  const years = written.split(',').map((part) => part.trim());
  if (!years.every((year) => /^\d{4}$/u.test(year))) throw new UserError('input', 'indicators.badYears');
  return years.map(Number);
}

export const compile: SigillCommand = {
  register(program, surroundings) {
    const { language, print } = surroundings;
    program
      .command('compile <definitions>')
      .description(text(language, 'compile.help'))
      .addOption(
        new Option('--dialect <name>', text(language, 'compile.option.dialect'))
          .choices(DIALECTS)
          .makeOptionMandatory(),
      )
      .requiredOption('--years <list>', text(language, 'indicators.option.years'))
      .requiredOption('--division <name>', text(language, 'compile.option.division'))
      .option('--areas <table>', text(language, 'compile.option.areas'), 'omradesnyckel')
      .requiredOption('--out <folder>', text(language, 'compile.option.out'))
      .option('--json', text(language, 'production.option.json'))
      .addHelpText('after', text(language, 'compile.example'))
      .action(async (from: string, { dialect, years, division, areas, out, json }: Given) => {
        const isFolder = statSync(from, { throwIfNoEntry: false })?.isDirectory() === true;
        const { sources, problems } = isFolder ? readDefinitions(from) : readDefinition(from);
        const [problem] = problems;
        if (problem !== undefined) throw errorOf(problem);
        const made = await compileFiles({
          definitions: sources,
          years: yearsOf(years),
          dialect,
          division,
          areas,
          out,
        });
        if (json === true)
          print(JSON.stringify({ definitions: made.definitions, tables: made.tables, files: made.files }));
        else {
          print(
            text(language, 'compile.done', {
              definitions: made.definitions,
              file: path.join(out, 'statistics.sql'),
            }),
          );
          print(text(language, 'compile.tables', { tables: made.tables.join(', ') }));
        }
      });
  },
};
