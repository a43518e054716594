import path from 'node:path';
import { PRODUCT_VERSION } from '../../../shared/product/version.ts';
import { releasePlanSchema } from '../../../shared/schemas/releasePlan.ts';
import { text } from '../../../shared/texts/text.ts';
import { readJsonFile } from '../../engine/jsonfile/readJson.ts';
import { openProject } from '../../engine/project/project.ts';
import { makePackage } from '../../engine/release/makePackage.ts';
import { CAUTIOUS_RULES } from '../../engine/release/shippedRules.ts';
import type { SigillCommand } from '../command.ts';
import { formatOption, type FormatOption, withFormats } from '../release/formats.ts';
import { type PassphraseOption, passphraseOption, readPassphrase } from '../passphrase.ts';

interface Given extends PassphraseOption, FormatOption {
  readonly tables: string;
  readonly out: string;
  readonly leaveOut?: true;
  readonly json?: true;
}

export const release: SigillCommand = {
  register(program, surroundings) {
    const { language, print, progress } = surroundings;
    formatOption(passphraseOption(program.command('release'), surroundings), surroundings)
      .argument('<project>', text(language, 'release.argument'))
      .description(text(language, 'release.help'))
      .requiredOption('--tables <file>', text(language, 'release.option.tables'))
      .requiredOption('--out <folder>', text(language, 'release.option.out'))
      .option('--leave-out', text(language, 'release.option.leaveOut'))
      .option('--json', text(language, 'release.option.json'))
      .addHelpText('after', text(language, 'release.example'))
      .action(async (file: string, given: Given) => {
        const plan = withFormats(await readJsonFile(given.tables, releasePlanSchema), given);
        const project = openProject(file, { passphrase: await readPassphrase(surroundings, given) });
        try {
          const options = {
            folder: given.out,
            productVersion: PRODUCT_VERSION,
            leaveOutUnprovable: given.leaveOut === true,
          };
          const report = await makePackage(project, plan, CAUTIOUS_RULES, options, progress);
          if (given.json === true) {
            print(JSON.stringify(report));
            return;
          }
          const total = (of: 'cells' | 'primary' | 'secondary'): number =>
            report.tables.reduce((sum, table) => sum + table[of], 0);
          print(
            text(language, 'release.done', {
              folder: path.relative(process.cwd(), given.out) || given.out,
              tables: report.tables.length,
              cells: total('cells'),
              hidden: total('primary') + total('secondary'),
            }),
          );
          for (const { id, cells, beside } of report.leftOut)
            print(
              beside === null
                ? text(language, 'release.leftOut', { table: id, cells })
                : cells === 0
                  ? text(language, 'release.leftOutWithout', { statement: id, table: beside })
                  : text(language, 'release.leftOutBeside', { table: id, cells, other: beside }),
            );
          print(text(language, 'release.attackHolds'));
          print(text(language, 'release.key', { fingerprint: report.fingerprint }));
          print(text(language, 'verify.stamped', { stamp: text(language, 'release.stamp') }));
        } finally {
          project.close();
        }
      });
  },
};
