import { UserError } from '../../../shared/errors/errors.ts';
import type { Reason } from '../../../shared/domain/disclosure/proof.ts';
import { type Language, text } from '../../../shared/texts/text.ts';
import { protectFile } from '../../engine/disclosure/protectFile.ts';
import type { SigillCommand } from '../command.ts';
import { addDialectOptions, type DialectGiven, dialectOf } from '../dialectOptions.ts';

interface Given extends DialectGiven {
  readonly spec: string;
  readonly out: string;
  readonly json?: true;
}

const MOST_REASONS = 20;

export const protect: SigillCommand = {
  register(program, { language, print, remark, progress }) {
    const command = program
      .command('protect')
      .description(text(language, 'protect.description'))
      .argument('<table>', text(language, 'protect.argument.table'))
      .requiredOption('--spec <file>', text(language, 'protect.option.spec'))
      .requiredOption('--out <folder>', text(language, 'protect.option.out'))
      .option('--json', text(language, 'protect.option.json'));
    addDialectOptions(command, language)
      .addHelpText('after', text(language, 'protect.example'))
      .action(async (table: string, given: Given) => {
        const files = { table, specification: given.spec, out: given.out };
        const result = await protectFile(files, dialectOf(given), progress);
        if (!result.ok) {
          if (given.json === true) print(JSON.stringify({ version: 1, ok: false, reasons: result.reasons }));
          else for (const line of reasonLines(result.reasons, language)) remark(line);
          throw new UserError('refused', 'protect.notProvable', { count: result.reasons.length });
        }
        const { counts, loss, attack, seconds } = result.report;
        if (given.json === true) {
          print(JSON.stringify(result.report));
          return;
        }
        print(text(language, 'protect.done', { ...counts, hiddenCount: loss.hiddenCount, seconds: seconds.protect }));
        print(
          text(language, attack.insiders > 0 ? 'protect.provenInsiders' : 'protect.proven', {
            insiders: attack.insiders,
            exact: attack.exactSecondaries.length,
          }),
        );
        if (attack.guessedByInsiders.length > 0)
          print(text(language, 'protect.guessedByInsiders', { cells: attack.guessedByInsiders.length }));
        for (const file of result.files) print(`  ${file}`);
      });
  },
};

function* reasonLines(reasons: readonly Reason[], language: Language): Generator<string> {
  for (const reason of reasons.slice(0, MOST_REASONS))
    yield text(language, `protect.reason.${reason.kind}`, { ...reason });
  if (reasons.length > MOST_REASONS)
    yield text(language, 'protect.moreReasons', { count: reasons.length - MOST_REASONS });
}
