import { type Command, Option } from 'commander';
import { type Level, LEVELS } from '../../../shared/domain/areas/level.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { text, type TextKey } from '../../../shared/texts/text.ts';
import { type AreaInput, fileInput, projectInput } from '../../engine/assess/areaInput.ts';
import { openProject, type Project } from '../../engine/project/project.ts';
import type { Surroundings } from '../command.ts';
import { addAreasOptions, type AreasGiven, areasInputOf } from '../dialectOptions.ts';
import { estimateOf } from '../indicators/estimates.ts';
import { type PassphraseOption, passphraseOption, readPassphrase } from '../passphrase.ts';

/** Where a command takes its areas from: a file that is already outside, or a project. */
export interface SourceGiven extends AreasGiven, PassphraseOption {
  readonly areas?: string;
  readonly population?: string;
  readonly areaTypes?: string;
  readonly contiguity?: string;
  readonly project?: string;
  readonly year?: string;
  readonly level: Level;
  readonly estimate?: string;
  readonly workingCopy?: true;
}

export function addSourceOptions(command: Command, surroundings: Surroundings): Command {
  const { language } = surroundings;
  const say = (key: TextKey): string => text(language, key);
  command
    .option('--areas <file>', say('assess.option.areas'))
    .option('--population <column>', say('assess.option.population'))
    .option('--area-types <column>', say('assess.option.areaTypes'))
    .option('--contiguity <file>', say('assess.option.contiguity'))
    .option('--project <file>', say('assess.option.project'))
    .option('--year <year>', say('assess.option.year'))
    .addOption(new Option('--level <level>', say('assess.option.level')).choices(LEVELS).default('regso'))
    .option('--estimate <kind>', say('indicators.option.estimate'))
    .option('--working-copy', say('assess.option.workingCopy'));
  return addAreasOptions(passphraseOption(command, surroundings), language);
}

/** Opens the source, lets the work be done, and closes what was opened. `project` is undefined for a file. */
export async function withAreas<T>(
  surroundings: Surroundings,
  given: SourceGiven,
  work: (input: AreaInput, project: Project | undefined) => Promise<T>,
): Promise<T> {
  const { language } = surroundings;
  if ((given.areas === undefined) === (given.project === undefined)) throw new UserError('input', 'assess.oneSource');
  if (given.areas !== undefined && given.estimate !== undefined) throw new UserError('input', 'assess.estimateOfFile');
  if (given.areas !== undefined)
    return await work(fileInput(given.areas, areasInputOf(given), given, language), undefined);
  if (given.year === undefined || !/^\d{4}$/u.test(given.year)) throw new UserError('input', 'assess.needsYear');
  const estimate = estimateOf(given.estimate);
  const project = openProject(given.project ?? '', { passphrase: await readPassphrase(surroundings, given) });
  try {
    return await work(
      projectInput(project, { level: given.level, year: Number(given.year), estimate }, language),
      project,
    );
  } finally {
    project.close();
  }
}
