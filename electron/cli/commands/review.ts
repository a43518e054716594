import path from 'node:path';
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import type { Outcome } from '../../../shared/schemas/releaseFlow.ts';
import { type Language, text } from '../../../shared/texts/text.ts';
import { writeWhole } from '../../engine/files/writeWhole.ts';
import { decideRelease, decisionText, type Reviewed, reviewRelease } from '../../engine/release/flow/decide.ts';
import { writePackageFolder } from '../../engine/release/packageFolder.ts';
import type { SigillCommand, Surroundings } from '../command.ts';
import { asPerson, keyOptions, type KeyOptions } from '../release/personKey.ts';

interface Given extends KeyOptions {
  readonly organisation: string;
}

function boxOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new DataError({ file: path.basename(file) }, 'file.notFound');
  }
}

function* reviewLines({ review, findings, submittedBy }: Reviewed, language: Language): Generator<string> {
  const { manifest, statement, report } = review;
  const { release, submittedAt } = statement.document;
  yield text(language, 'review.shown', {
    title: manifest.title[language],
    name: submittedBy,
    at: submittedAt.slice(0, 16).replace('T', ' '),
    release,
  });
  for (const { id, title, year, cells, hidden } of manifest.tables) {
    const own = report.tables.find((table) => table.id === id);
    const known = own?.known === true ? text(language, 'review.known') : '';
    yield text(language, 'review.table', {
      id,
      title: title[language],
      year,
      cells,
      hidden,
      primary: own?.primary ?? 0,
      known,
    });
  }
  yield text(language, 'review.together', report.together);
  yield text(language, findings.length === 0 ? 'review.holds' : 'review.fails');
  for (const { key, parameters } of findings) yield text(language, key, parameters);
}

const reviewed = (name: string, program: Command, surroundings: Surroundings): Command =>
  keyOptions(program.command(name), surroundings)
    .argument('<review>', text(surroundings.language, 'review.argument'))
    .requiredOption('--organisation <folder>', text(surroundings.language, 'submit.option.organisation'));

export const review: SigillCommand = {
  register(program, surroundings) {
    const { language, print, progress } = surroundings;
    reviewed('review', program, surroundings)
      .description(text(language, 'review.help'))
      .option('--extract <folder>', text(language, 'review.option.extract'))
      .option('--json', text(language, 'release.option.json'))
      .addHelpText('after', text(language, 'review.example'))
      .action(async (file: string, given: Given & { readonly extract?: string; readonly json?: true }) => {
        const found = await asPerson(surroundings, given, (person) =>
          reviewRelease(boxOf(file), given.organisation, person, progress),
        );
        const { files, ...rest } = found.review;
        if (given.extract !== undefined)
          await writePackageFolder(
            given.extract,
            [...files].map(([name, bytes]) => ({ name, bytes })),
          );
        if (given.json === true) print(JSON.stringify({ ...rest, findings: found.findings }));
        else for (const line of reviewLines(found, language)) print(line);
        if (found.findings.length > 0) throw new UserError('refused', 'flow.proofFails');
      });
  },
};

interface Deciding extends Given {
  readonly reason: string;
  readonly without?: readonly string[];
  readonly out: string;
}

async function decide(surroundings: Surroundings, file: string, given: Deciding, outcome: Outcome): Promise<void> {
  const { progress } = surroundings;
  const decided = await asPerson(surroundings, given, (person) =>
    decideRelease(
      {
        box: boxOf(file),
        folder: given.organisation,
        person,
        outcome,
        reasons: given.reason,
        without: given.without ?? [],
        now: () => new Date(),
      },
      progress,
    ),
  );
  await writeWhole([{ path: given.out, content: decisionText(decided) }]);
}

export const approve: SigillCommand = {
  register(program, surroundings) {
    const { language, print } = surroundings;
    reviewed('approve', program, surroundings)
      .description(text(language, 'approve.help'))
      .option('--without <table...>', text(language, 'approve.option.without'))
      .option('--reason <text>', text(language, 'approve.option.reason'), '')
      .requiredOption('--out <file>', text(language, 'approve.option.out'))
      .addHelpText('after', text(language, 'approve.example'))
      .action(async (file: string, given: Deciding) => {
        const without = given.without ?? [];
        await decide(surroundings, file, given, without.length > 0 ? 'changed' : 'approved');
        const out = path.basename(given.out);
        print(
          without.length > 0
            ? text(language, 'approve.changed', { tables: without.join(', '), file: out })
            : text(language, 'approve.done', { file: out }),
        );
      });
  },
};

export const reject: SigillCommand = {
  register(program, surroundings) {
    const { language, print } = surroundings;
    reviewed('reject', program, surroundings)
      .description(text(language, 'reject.help'))
      .requiredOption('--reason <text>', text(language, 'approve.option.reason'))
      .requiredOption('--out <file>', text(language, 'approve.option.out'))
      .addHelpText('after', text(language, 'reject.example'))
      .action(async (file: string, given: Deciding) => {
        await decide(surroundings, file, given, 'rejected');
        print(text(language, 'reject.done', { file: path.basename(given.out) }));
      });
  },
};
