import { UserError } from '../../../shared/errors/errors.ts';
import type { Reason } from '../../../shared/domain/disclosure/proof.ts';
import { type Language, text } from '../../../shared/texts/text.ts';
import { compareMethods } from '../../engine/disclosure/compareMethods.ts';
import type { PerturbedReport } from '../../engine/disclosure/perturbFile.ts';
import { protectFile, type ProtectionReport } from '../../engine/disclosure/protectFile.ts';
import type { StatementReport } from '../../engine/disclosure/statementFile.ts';
import { suggestFile } from '../../engine/disclosure/suggestFile.ts';
import type { SigillCommand } from '../command.ts';
import { comparison, decimal, methodName } from '../disclosure/methods.ts';
import { suggestionLines } from '../disclosure/suggestions.ts';
import { addDialectOptions, type DialectGiven, dialectOf } from '../dialectOptions.ts';

interface Given extends DialectGiven {
  readonly spec: string;
  readonly out?: string;
  readonly json?: true;
  readonly compare?: true;
  readonly suggest?: true;
}

const MOST_REASONS = 20;

export const protect: SigillCommand = {
  register(program, { language, print, remark, progress }) {
    const command = program
      .command('protect')
      .description(text(language, 'protect.description'))
      .argument('<table>', text(language, 'protect.argument.table'))
      .requiredOption('--spec <file>', text(language, 'protect.option.spec'))
      .option('--out <folder>', text(language, 'protect.option.out'))
      .option('--compare', text(language, 'protect.option.compare'))
      .option('--suggest', text(language, 'protect.option.suggest'))
      .option('--json', text(language, 'protect.option.json'));
    addDialectOptions(command, language)
      .addHelpText('after', text(language, 'protect.example'))
      .action(async (table: string, given: Given) => {
        const named = { table, specification: given.spec };
        if (given.compare === true) {
          const tried = await compareMethods(named, dialectOf(given), progress);
          if (given.json === true) print(JSON.stringify({ version: 1, methods: tried }));
          else for (const line of comparison(tried, language)) print(line);
          return;
        }
        if (given.suggest === true) {
          const suggestions = await suggestFile(named, dialectOf(given), progress);
          if (given.json === true) print(JSON.stringify({ version: 1, suggestions }));
          else for (const line of suggestionLines(suggestions, language)) print(line);
          return;
        }
        if (given.out === undefined) throw new UserError('input', 'protect.noFolder');
        const files = { ...named, out: given.out };
        const result = await protectFile(files, dialectOf(given), progress);
        if (!result.ok) {
          if (given.json === true) print(JSON.stringify({ version: 1, ok: false, reasons: result.reasons }));
          else for (const line of reasonLines(result.reasons, language)) remark(line);
          throw new UserError('refused', 'protect.notProvable', { count: result.reasons.length });
        }
        if (given.json === true) {
          print(JSON.stringify(result.report));
          return;
        }
        for (const line of reportLines(result.report, language)) print(line);
        for (const file of result.files) print(`  ${file}`);
      });
  },
};

type AnyReport = ProtectionReport | PerturbedReport | StatementReport;

function* statementLines(
  { counts, hidden, coarserStep, seconds }: StatementReport,
  language: Language,
): Generator<string> {
  yield text(language, 'protect.statement.done', { ...counts, seconds: seconds.protect });
  for (const { cell, breaches } of hidden.slice(0, MOST_REASONS))
    for (const { limit, found, needed } of breaches)
      yield text(language, `protect.statement.${limit}`, { cell, found, needed: needed ?? '' });
  if (hidden.length > MOST_REASONS)
    yield text(language, 'protect.moreReasons', { count: hidden.length - MOST_REASONS });
  if (coarserStep !== null) yield text(language, 'protect.statement.coarser', { step: decimal(coarserStep, language) });
}

function* reportLines(report: AnyReport, language: Language): Generator<string> {
  if (isStatement(report)) {
    yield* statementLines(report, language);
    return;
  }
  if (!isSuppressed(report)) {
    const { counts, loss, attack, seconds, method } = report;
    yield text(language, 'protect.perturbed', {
      method: methodName(method, language),
      cells: counts.cells,
      changed: loss.changed,
      unsafe: counts.unsafe,
      mean: decimal(loss.meanAbsolute, language),
      greatest: decimal(loss.greatest, language),
      seconds: seconds.protect,
    });
    yield text(language, attack.insiders > 0 ? 'protect.perturbedProvenInsiders' : 'protect.perturbedProven', {
      insiders: attack.insiders,
    });
    return;
  }
  const { counts, loss, attack, seconds, least } = report;
  yield text(language, 'protect.done', { ...counts, hiddenCount: loss.hiddenCount, seconds: seconds.protect });
  if (least !== null)
    yield text(language, least.optimal ? 'protect.least' : 'protect.nearLeast', {
      loss: decimal(least.loss, language),
      bound: decimal(least.bound, language),
      quick: decimal(least.quick, language),
    });
  yield text(language, attack.insiders > 0 ? 'protect.provenInsiders' : 'protect.proven', {
    insiders: attack.insiders,
    exact: attack.exactSecondaries.length,
  });
  if (attack.guessedByInsiders.length > 0)
    yield text(language, 'protect.guessedByInsiders', { cells: attack.guessedByInsiders.length });
}

const isStatement = (report: AnyReport): report is StatementReport => report.method.kind === 'statement';

const isSuppressed = (report: AnyReport): report is ProtectionReport => report.method.kind === 'suppress';

function* reasonLines(reasons: readonly Reason[], language: Language): Generator<string> {
  for (const reason of reasons.slice(0, MOST_REASONS))
    yield text(language, `protect.reason.${reason.kind}`, { ...reason });
  if (reasons.length > MOST_REASONS)
    yield text(language, 'protect.moreReasons', { count: reasons.length - MOST_REASONS });
}
