import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { shownNumber } from '../../../shared/domain/assess/why/sentence.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { methodSchema } from '../../../shared/schemas/method.ts';
import { scenarioSchema } from '../../../shared/schemas/scenario.ts';
import { text } from '../../../shared/texts/text.ts';
import { readJsonFile } from '../../engine/jsonfile/readJson.ts';
import type { Project } from '../../engine/project/project.ts';
import { type ComparedScenarios, compareFiles, type NamedMethod } from '../../engine/scenarios/compareFiles.ts';
import { scenarioVersion } from '../../engine/scenarios/scenarios.ts';
import { addSourceOptions, type SourceGiven, withAreas } from '../assess/areaSource.ts';
import { outFolder } from '../assess/outFolder.ts';
import type { Surroundings } from '../command.ts';
import { versionAsked } from './versionAsked.ts';

interface CompareGiven extends SourceGiven {
  readonly out: string;
  readonly top?: string;
}

const KINDS = z.looseObject({ kind: z.string().optional() });

/** A scenario file, a method file, or a scenario of the project by its id. */
async function namedMethod(given: string, project: Project | undefined): Promise<NamedMethod> {
  const asked = versionAsked(given);
  if (asked !== undefined && !existsSync(given)) {
    const { id, version } = asked;
    if (project === undefined) throw new UserError('input', 'scenario.needsProject', { id });
    const own = scenarioVersion(project, id, version);
    return { name: own.name, method: own.method };
  }
  const name = path.basename(given);
  const { kind } = await readJsonFile(given, KINDS);
  if (kind === 'scenario') return { name, method: (await readJsonFile(given, scenarioSchema)).method };
  return { name, method: await readJsonFile(given, methodSchema) };
}

export function registerCompare(group: Command, surroundings: Surroundings): void {
  const { language, print } = surroundings;
  const command = group
    .command('compare <scenarios...>')
    .description(`${text(language, 'scenario.compare')}\n\n${text(language, 'scenario.compare.argument')}`)
    .option('--top <areas>', text(language, 'scenario.compare.top'))
    .requiredOption('--out <folder>', text(language, 'scenario.compare.out'));
  addSourceOptions(command, surroundings).action(async (asked: readonly string[], given: CompareGiven) => {
    if (asked.length < 2) throw new UserError('input', 'scenario.twoAtLeast');
    const first = given.top === undefined ? undefined : Number(given.top);
    if (first !== undefined && !(Number.isInteger(first) && first >= 1))
      throw new UserError('input', 'scenario.badTop');
    const compared = await withAreas(surroundings, given, async (input, project) =>
      compareFiles(
        outFolder(given, project, 'scenarios'),
        await Promise.all(asked.map(async (one) => namedMethod(one, project))),
        input,
        first,
      ),
    );
    for (const line of comparedLines(compared, surroundings)) print(line);
  });
}

function* comparedLines(
  { names, comparisons, robust, files }: ComparedScenarios,
  { language }: Surroundings,
): Generator<string> {
  const number = (value: number): string => (Number.isNaN(value) ? '–' : shownNumber(value, language));
  for (const [at, one] of comparisons.entries()) {
    yield text(language, 'scenario.between', { from: names[0] ?? '', to: names[at + 1] ?? '' });
    yield `  ${text(language, 'scenario.movedAreas', { moved: one.moved, mean: number(one.meanMove), correlation: number(one.rankCorrelation) })}`;
    yield `  ${text(language, 'scenario.crossed', { newly: one.newly.length, noLonger: one.noLonger.length })}`;
    yield `  ${text(language, 'scenario.topOverlap', { first: one.top.first, shared: one.top.shared })}`;
    for (const [p, aspects] of one.split.players.entries()) {
      const share = one.shares[p];
      const what = aspects.map((aspect) => text(language, `scenario.aspect.${aspect}`)).join(' + ');
      if (share !== undefined)
        yield `    ${text(language, 'scenario.splitRow', { what, mean: number(share.meanMove), newly: number(share.newly), noLonger: number(share.noLonger) })}`;
    }
  }
  yield text(language, 'scenario.robust', {
    count: names.length,
    always: robust.always.length,
    ever: robust.ever.length,
  });
  for (const file of files) yield `  ${file}`;
}
