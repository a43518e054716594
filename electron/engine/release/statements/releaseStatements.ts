import { checkDerived } from '../../../../shared/domain/disclosure/statements/derived/checkDerived.ts';
import { statementRules } from '../../../../shared/domain/disclosure/rules.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { LedgerStatement } from '../../../../shared/schemas/ledger.ts';
import {
  type ReleaseStatement,
  releaseStatementSchema,
  type StatementPart,
} from '../../../../shared/schemas/releaseStatement.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import type { FreshTable } from '../flow/fresh.ts';
import type { TableReport } from '../protectTable.ts';
import type { PackagedTable } from '../writers/writer.ts';
import { describeStatement } from './describeStatement.ts';
import { type Behind, refuseNumbers } from './refuseNumbers.ts';

const ENDINGS: Readonly<Record<StatementPart, string>> = {
  level: 'niva',
  rank: 'rang',
  score: 'varde',
  class: 'klass',
  factors: 'faktorer',
  group: 'grupp',
  profile: 'profil',
  means: 'medel',
  needs: 'behov',
};

/** Ids under which the lists of a statement leave, in the order of what it shows. */
export const statementIds = ({ id, content }: ReleaseStatement): readonly string[] =>
  content.show.map((part) => (content.show.length === 1 ? id : `${id}-${ENDINGS[part]}`));

export interface ReleasedStatements {
  /** The tables of the release, those that statements stand on saying so, and then the statements. */
  readonly tables: readonly PackagedTable[];
  readonly reports: readonly TableReport[];
  readonly forLedger: readonly LedgerStatement[];
}

/** Works out one statement from the tables that leave. @throws UserError when that cannot be done */
function made(
  project: Project,
  statement: ReleaseStatement,
  tables: ReadonlyMap<string, Behind>,
): readonly PackagedTable[] {
  const { id, from, content } = statement;
  const basis = new Map(
    from.flatMap(({ table }) => {
      const own = tables.get(table);
      return own === undefined ? [] : [[table, own] as const];
    }),
  );
  const absent = from.find(({ table }) => basis.get(table)?.packaged.checked.kind !== 'frequency');
  if (absent !== undefined) throw new UserError('input', 'statement.noTable', { statement: id, about: absent.table });
  refuseNumbers(statement, basis);
  const outcome = checkDerived(
    { title: statement.title.sv, from, content },
    new Map([...basis].map(([table, { packaged }]) => [table, packaged.checked])),
  );
  if (!outcome.ok) {
    const { reason, about } = outcome.fault;
    throw new UserError('input', `statement.${reason}`, { statement: id, about });
  }
  const [first] = [...basis.values()];
  if (first === undefined) throw new RangeError('a statement has a basis');
  const { meanContributors, groupMembers } = statementRules(first.packaged.checked.rules);
  const ids = statementIds(statement);
  return outcome.parts.map(({ said, checked }, i): PackagedTable => {
    const about = describeStatement(project, statement, said, first.packaged);
    return {
      id: ids[i] ?? id,
      title: about.title,
      year: about.year,
      checked,
      about,
      statement: { from, content, part: said.part, limits: { meanContributors, groupMembers } },
      borders: said.dimensions[0]?.along === 'areas' ? first.packaged.borders : null,
    };
  });
}

function ledgerStatement(
  statement: ReleaseStatement,
  { id, title, year, checked, statement: of }: PackagedTable,
): LedgerStatement {
  if (of === undefined) throw new RangeError('a statement says what it was worked out from');
  return {
    id,
    title,
    year,
    part: of.part,
    from: statement.from,
    content: statement.content,
    codes: checked.dimensions.map(({ codes }) => [...codes]),
    values: [...checked.values],
  };
}

/** Adds the statements of a plan to the tables that it leaves with. `fresh`: the true numbers of `tables`, in their order. */
export function releaseStatements(
  project: Project,
  statements: readonly ReleaseStatement[],
  tables: readonly PackagedTable[],
  fresh: readonly FreshTable[],
  progress: Progress,
): ReleasedStatements {
  const behind = new Map(
    tables.flatMap((packaged, i) => {
      const own = fresh[i];
      return own === undefined ? [] : [[packaged.id, { packaged, fresh: own }] as const];
    }),
  );
  const above = new Map<string, string[]>();
  const all: PackagedTable[] = [];
  const reports: TableReport[] = [];
  const forLedger: LedgerStatement[] = [];
  for (const [i, given] of statements.entries()) {
    // In one spelling, however the plan was written: the same statement gives the same bytes when it is sealed.
    const statement = releaseStatementSchema.parse(given);
    progress.check();
    progress.report('release.step.statements', i, statements.length);
    const started = performance.now();
    const own = made(project, statement, behind);
    const twice = own.find(({ id }) => behind.has(id) || all.some((other) => other.id === id));
    if (twice !== undefined) throw new UserError('input', 'tables.sameId', { table: twice.id });
    const seconds = (performance.now() - started) / 1000;
    for (const table of own) {
      all.push(table);
      const { cells } = table.checked.counts;
      reports.push({ id: table.id, cells, primary: 0, secondary: table.checked.counts.hidden, seconds });
      forLedger.push(ledgerStatement(statement, table));
      for (const { table: basis } of statement.from) above.set(basis, [...(above.get(basis) ?? []), table.id]);
    }
  }
  return {
    // A table that a statement stands on cannot be left out without it.
    tables: [
      ...tables.map((table) => {
        const standing = [...new Set(above.get(table.id))];
        return standing.length === 0 ? table : { ...table, together: [...(table.together ?? []), ...standing] };
      }),
      ...all,
    ],
    reports,
    forLedger,
  };
}
