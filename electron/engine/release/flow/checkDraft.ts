import { UserError } from '../../../../shared/errors/errors.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import type { ReleasePlan } from '../../../../shared/schemas/releasePlan.ts';
import type { ReleaseStatement } from '../../../../shared/schemas/releaseStatement.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { idsOf } from '../../../../shared/schemas/releasedIds.ts';
import { certificateSchema } from '../../../../shared/schemas/certificate.ts';
import { certificateName, contentFiles } from '../packageFiles.ts';
import { readOrganisation } from '../persons/organisation.ts';
import { type Assembled, assemble } from './assemble.ts';
import { checkAnchor } from './releaseStore.ts';
import { factsOf } from './shownFacts.ts';
import { shownRules } from './shownRules.ts';
import type { PackagedTable } from '../writers/writer.ts';
import { tableKey } from './subject.ts';

type Contents = NonNullable<Output<'release.checked'>['contents']>;
type Refused = Contents['refused'][number];

/** The table of the plan that an error is about. */
function tableOf({ parameters }: UserError, plan: ReleasePlan): ReleasePlan['tables'][number] | undefined {
  const named = String(parameters['table'] ?? '');
  return plan.tables.find((table) => table.id === named || idsOf(table).includes(named));
}

/** The list or profile of the plan that an error is about. */
const statementOf = ({ parameters }: UserError, { statements = [] }: ReleasePlan) =>
  statements.find(({ id }) => id === parameters['statement']);

/** The lists that can be worked out from the tables that stay; of the others which table each lacks. */
function statementsOn(
  { statements = [] }: ReleasePlan,
  tables: readonly ReleasePlan['tables'][number][],
): {
  readonly whole: readonly ReleaseStatement[];
  readonly lacking: readonly { own: ReleaseStatement; table: string }[];
} {
  const there = new Set(tables.flatMap(idsOf));
  const lacks = (own: ReleaseStatement): string | undefined => own.from.find(({ table }) => !there.has(table))?.table;
  return {
    whole: statements.filter((own) => lacks(own) === undefined),
    lacking: statements.flatMap((own) => {
      const table = lacks(own);
      return table === undefined ? [] : [{ own, table }];
    }),
  };
}

/** What stays when some tables cannot leave: neither they nor what was to be protected together with them. */
function staying({ tables }: ReleasePlan, refused: readonly string[]): readonly ReleasePlan['tables'][number][] {
  const gone = new Set(refused);
  const words = new Set(tables.flatMap(({ id, linked }) => (gone.has(id) && linked !== undefined ? [linked] : [])));
  return tables.filter(({ id, linked }) => !gone.has(id) && (linked === undefined || !words.has(linked)));
}

/** The first table that a list was worked out from. */
const tableBehind = ({ tables }: ReleasePlan, packaged: PackagedTable | undefined) => {
  const from = packaged?.statement?.from[0]?.table ?? '';
  return tables.find((table) => idsOf(table).includes(from));
};

export interface CheckOptions {
  readonly plan: ReleasePlan;
  /** The organisation's folder. */
  readonly folder: string;
  readonly productVersion: string;
}

/**
 * What a release of the plan would hold, before anybody submits it: protected and attacked with everything in the ledger as
 * `submit` does, but nothing is entered and nothing written. A table that cannot leave is told with its reason, and the others
 * are looked at without it.
 */
export async function checkDraft(
  project: Project,
  { plan, folder, productVersion }: CheckOptions,
  progress: Progress,
): Promise<Contents> {
  const { organisation, ledger } = readOrganisation(folder);
  checkAnchor(project, organisation, ledger);
  const rules = organisation.rules.document;
  const refused: Refused[] = [];
  let assembled: Assembled | null = null;
  for (;;) {
    const leftOut = refused.map(({ table }) => table);
    const wanted = staying(plan, leftOut);
    if (assembled !== null || wanted.length === 0) break;
    const { whole, lacking } = statementsOn(plan, wanted);
    const statements = whole.filter(({ id }) => !leftOut.includes(id));
    try {
      const own = { ...plan, tables: [...wanted], statements };
      assembled = await assemble(project, own, rules.rules, ledger.state.tables, progress);
      for (const {
        own: { id, title },
        table,
      } of lacking)
        refused.push({
          table: id,
          title,
          why: { key: 'statement.noTable', parameters: { statement: id, about: table } },
        });
    } catch (cause) {
      const table =
        cause instanceof UserError && cause.kind !== 'cancelled'
          ? (statementOf(cause, plan) ?? tableOf(cause, plan))
          : undefined;
      if (!(cause instanceof UserError) || table === undefined || leftOut.includes(table.id)) throw cause;
      const { key, parameters } = cause;
      refused.push({ table: table.id, title: table.title, why: { key, parameters: { ...parameters } } });
    }
  }
  const known = new Set(ledger.state.tables.map(({ table }) => tableKey(table)));
  const files =
    assembled === null
      ? []
      : await contentFiles({
          title: plan.title,
          stamp: null,
          synthetic: project.synthetic,
          madeAt: project.now(),
          productVersion,
          tables: assembled.tables,
          formats: plan.formats,
        });
  const facts = (id: string): Contents['tables'][number]['facts'] => {
    const bytes = files.find(({ name }) => name === certificateName(id))?.bytes ?? Buffer.alloc(0);
    const certificate = certificateSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    const together = assembled?.tables.find((table) => table.id === id)?.together ?? [];
    return factsOf(certificate, id, together, rules.rules);
  };
  return {
    title: plan.title,
    year: plan.year,
    rules: shownRules(rules),
    tables: (assembled?.report ?? []).map(({ id, cells, primary }, i) => {
      const own = assembled?.forLedger[i];
      const planned = plan.tables.find((table) => table.id === id || idsOf(table).includes(id));
      return {
        id,
        title: assembled?.tables[i]?.title ?? { sv: id, en: id },
        level: (planned ?? tableBehind(plan, assembled?.tables[i]))?.level ?? 'regso',
        cells,
        hidden: assembled?.tables[i]?.checked.counts.hidden ?? 0,
        primary,
        known: own !== undefined && known.has(tableKey(own)),
        facts: facts(id),
      };
    }),
    refused,
    together:
      assembled === null
        ? null
        : {
            earlier: assembled.together.earlier,
            attacked: assembled.together.attacked,
            differences: assembled.together.differences,
          },
    files: files.map(({ name, format, table, bytes }) => ({ name, format, table, bytes: bytes.length })),
  };
}
