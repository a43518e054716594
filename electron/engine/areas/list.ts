import type { Output } from '../../../shared/ipc/contract.ts';
import type { Level } from '../../../shared/domain/areas/level.ts';
import type { Project } from '../project/project.ts';
import { populationOf } from './population.ts';
import { areaFrame } from './store.ts';

/**
 * The areas of a level in the order of their codes, which is the order of every column about them. A level that lies
 * above municipality or county carries its own code and name in their place.
 */
export function listAreas(project: Project, level: Level, year: number): Output<'areas.list'> {
  const frame = areaFrame(project, year);
  const areas = frame.areas[level];
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
    population: populationOf(project.store, frame, level, year),
  };
}
