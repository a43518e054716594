import { stat } from 'node:fs/promises';
import path from 'node:path';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import { text } from '../../../shared/texts/text.ts';
import { findingsInLedger } from '../../engine/release/inLedger.ts';
import { verifyPackage } from '../../engine/release/verifyPackage.ts';
import type { SigillCommand } from '../command.ts';
import { formatCounts } from '../release/formats.ts';

interface Given {
  readonly key?: string;
  readonly administrator?: string;
  readonly organisation?: string;
  readonly json?: true;
}

const minute = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

export const verify: SigillCommand = {
  register(program, { language, print, progress }) {
    program
      .command('verify')
      .argument('<package>', text(language, 'verify.argument'))
      .description(text(language, 'verify.help'))
      .option('--key <fingerprint>', text(language, 'verify.option.key'))
      .option('--administrator <fingerprint>', text(language, 'verify.option.administrator'))
      .option('--organisation <folder>', text(language, 'verify.option.organisation'))
      .option('--json', text(language, 'release.option.json'))
      .addHelpText('after', text(language, 'verify.example'))
      .action(async (folder: string, { key, administrator, organisation, json }: Given) => {
        const found = await stat(folder).catch(() => null);
        if (found === null || !found.isDirectory())
          throw new DataError({ file: path.basename(folder) }, 'verify.noFolder');
        const expected = { seal: key, administrator };
        const verified = await verifyPackage(folder, progress, expected);
        const { manifest, fingerprint, approval } = verified;
        const findings = [
          ...verified.findings,
          ...(organisation === undefined || manifest === null ? [] : findingsInLedger(manifest, organisation)),
        ];
        if (json === true)
          print(JSON.stringify({ holds: findings.length === 0, findings, fingerprint, approval, manifest }));
        else if (findings.length === 0 && manifest !== null) {
          const total = (of: 'cells' | 'hidden'): number => manifest.tables.reduce((sum, table) => sum + table[of], 0);
          print(
            text(language, 'verify.holds', {
              files: manifest.files.length + 2,
              tables: manifest.tables.length,
              cells: total('cells'),
              hidden: total('hidden'),
              fingerprint: fingerprint ?? '',
            }),
          );
          print(text(language, 'packaged.readBack', { formats: formatCounts(manifest) }));
          if (approval !== null) {
            const { submittedAt, decidedAt } = approval;
            const times = { submittedAt: minute(submittedAt), decidedAt: minute(decidedAt) };
            print(text(language, 'verify.approved', { ...approval, ...times, looser: '' }));
            if (approval.looser.length > 0)
              print(text(language, 'verify.looser', { limits: approval.looser.join(', ') }));
            if (administrator === undefined) print(text(language, 'verify.notPinned'));
          }
          if (manifest.stamp !== null) print(text(language, 'verify.stamped', { stamp: manifest.stamp }));
        } else for (const { key: sentence, parameters } of findings) print(text(language, sentence, parameters));
        if (findings.length > 0) throw new UserError('refused', 'verify.doesNotHold');
      });
  },
};
