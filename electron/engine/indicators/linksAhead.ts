import { UserError } from '../../../shared/errors/errors.ts';
import type { Progress } from '../jobs/progress.ts';
import type { Project } from '../project/project.ts';
import { splitBySex } from './bySex.ts';
import { yearsOf } from './compute.ts';
import { definitionsInUse } from './held/heldDefinitions.ts';
import { type LinkAt, makeLinks } from './links.ts';
import { compileYear } from './pass/compileYear.ts';
import { splitName } from './pass/otherYears.ts';
import type { Base } from './pass/places.ts';
import { createWorld } from './pass/world.ts';
import { breaksOf } from './overBreak.ts';
import { planYears } from './plan.ts';
import type { DefinitionSource } from './problem.ts';
import { projectSource } from './projectSource.ts';
import { yearAreas } from './yearAreas.ts';

/** True of a definition that may read records through others. */
const joinsOthers = ({ definition: { joins = [], variants = [], bySex } }: DefinitionSource): boolean =>
  joins.length > 0 || bySex?.through !== undefined || variants.some((variant) => (variant.joins?.length ?? 0) > 0);

/** Links do not hang on the areas. */
const NO_AREAS: Base = { level: 'regso', codes: [], stranded: [], earlier: new Map() };

/** The links that the indicators of the project need, for all years whose registers are there. */
function linksInUse(project: Project, progress: Progress): readonly LinkAt[] {
  const registers = project.store.registers();
  if (registers.length < 2) return [];
  const sources = definitionsInUse(project).filter(joinsOthers);
  const frameOf = (year: number) => yearAreas(project, year).frame;
  const { planned } = planYears(
    splitBySex(sources),
    yearsOf(project),
    registers,
    frameOf,
    false,
    breaksOf(project, false).carries,
  );
  const links = new Map<string, LinkAt>();
  for (const year of new Set(planned.map(({ sourceYear }) => sourceYear))) {
    progress.check();
    const wanted = planned.filter((one) => one.sourceYear === year).map((one) => one.source);
    const source = projectSource(project, year, progress);
    const world = createWorld((register, variable) => source.shape(register, variable));
    // As compiling is what tells which links a computation reads, it is asked, and nothing is computed.
    compileYear(world, year, [NO_AREAS], [...new Set(wanted)]);
    const at = (name: string) => {
      const { register, offset } = splitName(name);
      return { register, year: year + offset };
    };
    for (const { from, to, key } of world.needs.links.values()) {
      const link = { from: at(from), to: at(to), key };
      links.set(JSON.stringify(link), link);
    }
  }
  return [...links.values()];
}

/**
 * Makes the links that the project's indicators will ask for and that are not there yet, as the last step of an import: the first
 * computation is then as fast as any other. Where a register that was there before is damaged nothing is made, since that must not keep anyone
 * from importing what is to replace it; a computation that needs the link tells of the damage.
 */
export function makeLinksAhead(project: Project, progress: Progress): void {
  try {
    makeLinks(project, linksInUse(project, progress), progress);
  } catch (cause) {
    if (!(cause instanceof UserError && cause.key === 'project.damaged')) throw cause;
  }
}
