import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import type { QualityReport } from '../../../shared/schemas/quality.ts';
import { type Language, text } from '../../../shared/texts/text.ts';
import { reportCopyPath } from '../../engine/files/reportCopy.ts';
import { writeWhole } from '../../engine/files/writeWhole.ts';
import { openProject, type Project } from '../../engine/project/project.ts';
import { qualityPage } from '../../engine/quality/page/page.ts';
import { qualityReport } from '../../engine/quality/report.ts';
import { findingText, numberText, placesText, shareText } from '../../engine/quality/wording.ts';
import type { SigillCommand, Surroundings } from '../command.ts';
import { wholeNumber } from '../numbers.ts';
import { type PassphraseOption, passphraseOption, readPassphrase } from '../passphrase.ts';

interface Given extends PassphraseOption {
  readonly register?: string;
  readonly year?: number;
  readonly out?: string;
  readonly workingCopy?: true;
  readonly json?: true;
}

/** Says why keys do not meet that were pseudonymised before and after the key was discarded. */
export function remarkOtherPseudonyms(report: QualityReport, language: Language, say: (line: string) => void): void {
  for (const { variable, register, otherPseudonyms } of report.links)
    if (otherPseudonyms === true) say(`  ${text(language, 'quality.linkOtherKey', { variable, register })}`);
}

/** Says in words what a person has to know of a report; the rest is in the file. */
export function printReport({ language, print }: Surroundings, report: QualityReport): void {
  const { register, year, rows, comparison } = report;
  const counts = Object.fromEntries(Object.entries(rows).map(([name, count]) => [name, numberText(language, count)]));
  print(text(language, 'quality.heading', { register, year, ...counts }));
  print(
    comparison === null
      ? `  ${text(language, 'quality.notCompared')}`
      : `  ${text(language, 'quality.comparedWith', { year: comparison.year })}`,
  );
  for (const { variable, missing, missingShare } of report.columns)
    if (missing > 0) {
      const said = { missing: numberText(language, missing), share: shareText(language, missingShare) };
      print(`  ${variable}: ${text(language, 'quality.column.missing', said)}`);
    }
  for (const finding of report.findings) {
    const places = finding.places.length === 0 ? '' : ` (${placesText(finding.places)})`;
    print(`  ${text(language, `quality.state.${finding.state}`)}: ${findingText(language, finding)}${places}`);
  }
  remarkOtherPseudonyms(report, language, print);
  for (const { variable, register: other, checked } of report.links)
    if (!checked) print(`  ${text(language, 'quality.linkUnchecked', { variable, register: other })}`);
  for (const { variable, version } of report.areas)
    if (version === null) print(`  ${text(language, 'quality.areasUnchecked', { variable })}`);
  if (report.findings.every(({ state }) => state === 'ok')) print(`  ${text(language, 'quality.allWell')}`);
}

function reportsOf(project: Project, { progress }: Surroundings, given: Given): readonly QualityReport[] {
  const chosen = project.store
    .registers()
    .filter(
      ({ register, year }) =>
        (given.register === undefined || register === given.register) &&
        (given.year === undefined || year === given.year),
    );
  if (chosen.length === 0) throw new UserError('input', 'quality.nothing');
  return chosen.map(({ register, year }) => qualityReport(project, register, year, () => progress.check()));
}

export const quality: SigillCommand = {
  register(program, surroundings) {
    const { language, print } = surroundings;
    passphraseOption(program.command('quality <project>').description(text(language, 'quality.help')), surroundings)
      .option('--register <name>', text(language, 'quality.option.register'))
      .option('--year <year>', text(language, 'quality.option.year'), wholeNumber)
      .option('--out <file>', text(language, 'quality.option.out'))
      .option('--working-copy', text(language, 'quality.option.workingCopy'))
      .option('--json', text(language, 'project.json'))
      .addHelpText('after', text(language, 'quality.example'))
      .action(async (file: string, given: Given) => {
        const { out } = given;
        if (out !== undefined && given.workingCopy !== true) throw new UserError('refused', 'quality.needsWorkingCopy');
        const project = openProject(file, { passphrase: await readPassphrase(surroundings, given) });
        try {
          const reports = reportsOf(project, surroundings, given);
          if (out !== undefined) {
            const target = reportCopyPath(out);
            const content =
              path.extname(target) === '.html'
                ? qualityPage(reports, project.name, language)
                : `${JSON.stringify({ notVetted: true, reports }, undefined, 2)}\n`;
            // Said in the log before anything is there to be read.
            project.appendLog('working-copy', {
              file: path.basename(target),
              kind: 'quality',
              reports: reports.length,
            });
            await writeWhole([{ path: target, content }]);
            print(
              given.json === true
                ? JSON.stringify({ file: path.basename(target), reports: reports.length })
                : text(language, 'quality.written', { file: path.basename(target) }),
            );
          } else if (given.json === true) print(JSON.stringify({ reports }));
          else for (const report of reports) printReport(surroundings, report);
        } finally {
          project.close();
        }
      });
  },
};
