import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import { PRODUCT_VERSION } from '../../../shared/product/version.ts';
import { text } from '../../../shared/texts/text.ts';
import { readDecision } from '../../engine/release/flow/decide.ts';
import { sealRelease } from '../../engine/release/flow/sealRelease.ts';
import type { SigillCommand } from '../command.ts';
import { passphraseOption } from '../passphrase.ts';
import { type Given as ProjectGiven, withProject } from '../project/opened.ts';
import { asPerson, keyOptions, type KeyOptions } from '../release/personKey.ts';

interface Given extends ProjectGiven, KeyOptions {
  readonly decision: string;
  readonly organisation: string;
  readonly out: string;
}

export const seal: SigillCommand = {
  register(program, surroundings) {
    const { language, print, progress } = surroundings;
    keyOptions(passphraseOption(program.command('seal <project>'), surroundings), surroundings)
      .description(text(language, 'seal.help'))
      .requiredOption('--decision <file>', text(language, 'seal.option.decision'))
      .requiredOption('--organisation <folder>', text(language, 'submit.option.organisation'))
      .requiredOption('--out <folder>', text(language, 'release.option.out'))
      .option('--json', text(language, 'release.option.json'))
      .addHelpText('after', text(language, 'seal.example'))
      .action(async (file: string, given: Given) => {
        const decision = readDecision(given.decision);
        await withProject(surroundings, file, given, (project) =>
          asPerson(surroundings, given, async (person) => {
            const options = {
              decision,
              folder: given.organisation,
              person,
              out: given.out,
              productVersion: PRODUCT_VERSION,
            };
            const sealed = await sealRelease(project, options, progress);
            const { outcome, tables, fingerprint, administrator } = sealed;
            if (given.json === true) print(JSON.stringify(sealed));
            if (outcome === 'rejected')
              throw new UserError('refused', 'seal.rejected', { reasons: decision.reasons.document.text });
            if (given.json === true) return;
            print(
              text(language, 'seal.done', {
                folder: path.relative(process.cwd(), given.out) || given.out,
                tables: tables.length,
                cells: tables.reduce((sum, { cells }) => sum + cells, 0),
                hidden: tables.reduce((sum, { hidden }) => sum + hidden, 0),
              }),
            );
            print(text(language, 'release.key', { fingerprint }));
            print(text(language, 'seal.administrator', { fingerprint: administrator }));
          }),
        );
      });
  },
};
