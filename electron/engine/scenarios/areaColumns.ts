import type { AssessedColumns } from '../../../shared/domain/tuning/liveAssessment.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { AreaInput } from '../assess/areaInput.ts';

/** Areas from a file or a project as what methods are carried out on, one after the other. @param ids every indicator that one of them names */
export function columnsOf(input: AreaInput, ids: readonly string[]): AssessedColumns {
  const { file, people, neighbours } = input;
  const belongings = input.belongings([]);
  return {
    codes: file.areas,
    byId: new Map(ids.flatMap((id) => (file.has(id) ? [[id, file.numbers(id)] as const] : []))),
    elsewhere: {
      placesOf: (by) => belongings.find(({ kind }) => kind === (by === 'area-type' ? 'areaType' : by))?.codes,
      neighbours,
      people,
      year: (year) => {
        const of = input.ofYear?.(year);
        if (of === undefined) throw new UserError('input', 'scenario.noOtherYear', { year });
        const { codes, columns } = of(ids);
        return { codes, columnOf: (id) => columns[ids.indexOf(id)] };
      },
    },
  };
}
