import { COMPARED_LEVELS } from '../../../shared/domain/areas/level.ts';
import type { VersionComparison } from '../../../shared/domain/areas/compareVersions.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { text } from '../../../shared/texts/text.ts';
import { compareProjectVersions, hasChangeList } from '../../engine/areas/compare.ts';
import { listOwnAreas } from '../../engine/areas/ownAreas.ts';
import { areaVersions, versionFrame, versionOf } from '../../engine/areas/store.ts';
import { openProject, type Project } from '../../engine/project/project.ts';
import type { SigillCommand, Surroundings } from '../command.ts';
import { type PassphraseOption, passphraseOption, readPassphrase } from '../passphrase.ts';

interface Given extends PassphraseOption {
  readonly level: string;
  readonly changed?: true;
  readonly json?: true;
}

type ComparedLevel = (typeof COMPARED_LEVELS)[number];

interface Division {
  readonly version: string;
  readonly areas: Readonly<Record<ComparedLevel, number>>;
  /** Years of the registers that stand on it. */
  readonly years: readonly number[];
}

function divisionsOf(project: Project): readonly Division[] {
  const years = [...new Set(project.store.registers().map(({ year }) => year))].sort((a, b) => a - b);
  return areaVersions(project).map((version) => {
    const { areas } = versionFrame(project, version);
    return {
      version,
      areas: Object.fromEntries(COMPARED_LEVELS.map((level) => [level, areas[level].length])) as Division['areas'],
      years: years.filter((year) => versionOf(project, year) === version),
    };
  });
}

/** Each division held against the next one, where there is a list of what changed; null where there is none. */
function comparisonsOf(
  project: Project,
  level: ComparedLevel,
): readonly (readonly [string, string, VersionComparison | null])[] {
  const versions = areaVersions(project);
  const listed = level === 'deso' ? 'deso' : 'regso';
  return versions.slice(1).map((to, i) => {
    const from = versions[i] ?? '';
    const there = hasChangeList(project, listed, from, to);
    return [from, to, there ? compareProjectVersions(project, level, from, to) : null] as const;
  });
}

function tell({ language, print }: Surroundings, project: Project, level: ComparedLevel, changed: boolean): void {
  const divisions = divisionsOf(project);
  if (divisions.length === 0) print(text(language, 'areas.noDivisions'));
  for (const { version, areas, years } of divisions)
    print(
      text(language, 'areas.division', {
        version,
        ...areas,
        years: years.length === 0 ? text(language, 'areas.noYears') : years.join(', '),
      }),
    );
  for (const own of listOwnAreas(project)) print(text(language, 'areas.ownAreas', { ...own }));
  for (const [from, to, comparison] of comparisonsOf(project, level)) {
    if (comparison === null) {
      print(text(language, 'areas.noList', { level, from, to }));
      continue;
    }
    print(
      text(language, 'areas.compared', {
        level,
        from,
        to,
        comparable: comparison.comparable.size,
        renamed: comparison.renamed.length,
        sea: comparison.atSea.length,
        changed: comparison.changed.length,
        ended: comparison.ended.length,
        created: comparison.created.length,
      }),
    );
    if (!changed) continue;
    for (const { before, after } of comparison.regrouped)
      print(text(language, 'areas.sharedGround', { before: before.join(' '), after: after.join(' ') }));
  }
}

function asJson(project: Project, level: ComparedLevel): string {
  const comparisons = comparisonsOf(project, level).map(([from, to, comparison]) => {
    if (comparison === null) return { level, from, to, list: false };
    const { comparable, pairs: _pairs, ...rest } = comparison;
    const recoded = [...comparable].filter(([old, now]) => old !== now);
    return { level, list: true, ...rest, comparable: comparable.size, recoded };
  });
  return JSON.stringify({ divisions: divisionsOf(project), ownAreas: listOwnAreas(project), comparisons });
}

export const areas: SigillCommand = {
  register(program, surroundings) {
    const { language } = surroundings;
    passphraseOption(program.command('areas').description(text(language, 'areas.help')), surroundings)
      .argument('<project>', text(language, 'areas.argument.project'))
      .option('--level <level>', text(language, 'areas.option.level'), 'regso')
      .option('--changed', text(language, 'areas.option.changed'))
      .option('--json', text(language, 'project.json'))
      .addHelpText('after', text(language, 'areas.example'))
      .action(async (file: string, given: Given) => {
        const level = COMPARED_LEVELS.find((one) => one === given.level);
        if (level === undefined) throw new UserError('input', 'indicators.badLevel');
        const project = openProject(file, { passphrase: await readPassphrase(surroundings, given) });
        try {
          if (given.json === true) surroundings.print(asJson(project, level));
          else tell(surroundings, project, level, given.changed === true);
        } finally {
          project.close();
        }
      });
  },
};
