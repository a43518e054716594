import path from 'node:path';
import { PRODUCT_VERSION } from '../../../shared/product/version.ts';
import { releasePlanSchema } from '../../../shared/schemas/releasePlan.ts';
import { text } from '../../../shared/texts/text.ts';
import { writeWhole } from '../../engine/files/writeWhole.ts';
import { readJsonFile } from '../../engine/jsonfile/readJson.ts';
import { submitRelease } from '../../engine/release/flow/submit.ts';
import type { SigillCommand } from '../command.ts';
import { passphraseOption } from '../passphrase.ts';
import { type Given as ProjectGiven, withProject } from '../project/opened.ts';
import { formatOption, type FormatOption, withFormats } from '../release/formats.ts';
import { asPerson, keyOptions, type KeyOptions } from '../release/personKey.ts';

interface Given extends ProjectGiven, KeyOptions, FormatOption {
  readonly tables: string;
  readonly organisation: string;
  readonly reviewer: string;
  readonly out: string;
}

export const submit: SigillCommand = {
  register(program, surroundings) {
    const { language, print, progress } = surroundings;
    formatOption(
      keyOptions(passphraseOption(program.command('submit <project>'), surroundings), surroundings),
      surroundings,
    )
      .description(text(language, 'submit.help'))
      .requiredOption('--tables <file>', text(language, 'release.option.tables'))
      .requiredOption('--organisation <folder>', text(language, 'submit.option.organisation'))
      .requiredOption('--reviewer <name>', text(language, 'submit.option.reviewer'))
      .requiredOption('--out <file>', text(language, 'submit.option.out'))
      .option('--json', text(language, 'release.option.json'))
      .addHelpText('after', text(language, 'submit.example'))
      .action(async (file: string, given: Given) => {
        const plan = withFormats(await readJsonFile(given.tables, releasePlanSchema), given);
        await withProject(surroundings, file, given, (project) =>
          asPerson(surroundings, given, async (person) => {
            const options = {
              plan,
              folder: given.organisation,
              person,
              reviewer: given.reviewer,
              productVersion: PRODUCT_VERSION,
            };
            const { release, review, tables, together } = await submitRelease(project, options, progress);
            await writeWhole([{ path: given.out, content: review }]);
            if (given.json === true) {
              print(JSON.stringify({ release, tables, together }));
              return;
            }
            const total = (of: 'cells' | 'primary' | 'secondary'): number =>
              tables.reduce((sum, table) => sum + table[of], 0);
            const hidden = total('primary') + total('secondary');
            print(text(language, 'submit.done', { release, tables: tables.length, cells: total('cells'), hidden }));
            const { earlier, attacked, differences } = together;
            print(text(language, 'submit.together', { earlier, attacked, differences }));
            print(text(language, 'submit.next', { file: path.basename(given.out), reviewer: given.reviewer }));
          }),
        );
      });
  },
};
