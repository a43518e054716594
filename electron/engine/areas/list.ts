import type { Output } from '../../../shared/ipc/contract.ts';
import type { Level } from '../../../shared/domain/areas/level.ts';
import type { Project } from '../project/project.ts';
import { populationOf } from './population.ts';
import { areaFrame, versionOf } from './store.ts';

/**
 * The areas of a level in the order of their codes, which is the order of every column about them. A level that lies
 * above municipality or county carries its own code and name in their place. The areas are those of the year's own
 * division unless another is asked for; in another one nobody knows how many of the year's people live where, so the population is NaN.
 */
export function listAreas(project: Project, level: Level, year: number, division?: string): Output<'areas.list'> {
  const frame = areaFrame(project, year, division);
  const areas = frame.areas[level];
  const own = division === undefined || division === versionOf(project, year);
  const above = (coarser: 'municipality' | 'county'): { codes: string[]; names: string[] } => {
    const holders = areas.map((area) => {
      const code = frame.within(level, area.code, coarser);
      const position = code === undefined ? undefined : frame.position(coarser, code);
      return position === undefined ? area : (frame.areas[coarser][position] ?? area);
    });
    return { codes: holders.map(({ code }) => code), names: holders.map(({ name }) => name) };
  };
  const municipality = above('municipality');
  const county = above('county');
  return {
    level,
    codes: areas.map(({ code }) => code),
    names: areas.map(({ name }) => name),
    municipalityCodes: municipality.codes,
    municipalityNames: municipality.names,
    countyCodes: county.codes,
    countyNames: county.names,
    population: own ? populationOf(project.store, frame, level, year) : new Float64Array(areas.length).fill(Number.NaN),
  };
}
