import { UserError } from '../../../shared/errors/errors.ts';
import type { QualityReport } from '../../../shared/schemas/quality.ts';
import type { Specification } from '../../../shared/schemas/specification.ts';
import { discardPseudonymKey } from '../identifiers/pseudonymKey.ts';
import { makeLinksAhead } from '../indicators/linksAhead.ts';
import type { Progress } from '../jobs/progress.ts';
import { areaVersions, missingDivision } from '../areas/store.ts';
import { inTransaction } from '../project/database.ts';
import { asProjectError, type ProjectDatabase } from '../project/encryptedFile.ts';
import { completeQuality } from '../quality/complete.ts';
import type { ColumnProfile } from '../quality/columnProfile.ts';
import type { Origin, Project } from '../project/project.ts';
import type { Delivery, DeliveryContext } from './delivery.ts';
import { deliverRegister } from './importRegister.ts';
import { deliverAreaChanges, deliverAreaKeys, deliverGeometry, deliverOwnAreas, knownAreas } from './importAreas.ts';
import { provenClaims } from './madeUp.ts';
import { saveSpecification } from './savedSpecifications.ts';
import { NO_PSEUDONYMS, pseudonymKeys } from './pseudonymKeys.ts';

export interface ImportOptions {
  readonly specification: Specification;
  readonly files: readonly string[];
  /** True: a register-year that is there already gives way. */
  readonly replace: boolean;
  /** True: the key of the pseudonyms is destroyed when the import is done. */
  readonly discardKey?: boolean;
  /** Bits of the pseudonym of a text; fewer than 53 only in tests, where texts are to meet. */
  readonly textBits?: number;
  /** Threads that read the files besides the calling one, 0 for none; found out when left out. Never more than processors. */
  readonly threads?: number;
}

/** What an import took in, with the quality report of every register-year. */
export interface Imported extends Delivery {
  readonly quality: readonly QualityReport[];
}

/** A rule for unknown areas counts them; without one their rows are refused. */
const keepsUnknownAreas = (specification: Specification): boolean =>
  specification.kind === 'register' && (specification.rules ?? []).some(({ rule }) => rule === 'unknown-area');

const ORIGIN_AFTER = (before: Origin, madeUp: boolean): Origin => (before !== 'real' && madeUp ? 'synthetic' : 'real');

function deliver(
  project: Project,
  database: ProjectDatabase,
  { specification, files }: ImportOptions,
  context: DeliveryContext,
): Delivery | Promise<Delivery> {
  switch (specification.kind) {
    case 'register':
      return deliverRegister(database, specification, files, context);
    case 'area-key':
      return deliverAreaKeys(project, specification, files, context);
    case 'geometry':
      return deliverGeometry(project, specification, files, context);
    case 'area-changes':
      return deliverAreaChanges(project, specification, files, context);
    case 'own-areas':
      break;
  }
  return deliverOwnAreas(project, specification, files, context);
}

/**
 * Imports files as one specification says: all of them or, when anything is wrong or the user stops, none; the project
 * is then as it was. Writes what was taken in to the log. The project counts as made up only as long as every file
 * that it was made from is one that `synth` wrote.
 */
export const importFiles = (project: Project, options: ImportOptions, progress: Progress): Promise<Imported> =>
  importWithin(project, options, progress, (imported) => imported);

/** The same, with a last word before the import is for good: when it throws, nothing has been imported. */
export async function importWithin(
  project: Project,
  options: ImportOptions,
  progress: Progress,
  last: (imported: Imported) => Imported,
): Promise<Imported> {
  if (options.files.length === 0) throw new UserError('input', 'import.noFiles');
  try {
    return await inTransaction(project, async (database) => {
      const { specification } = options;
      using pseudonyms =
        specification.kind === 'register'
          ? await pseudonymKeys(project, specification, options.files, options.textBits)
          : NO_PSEUDONYMS;
      const profiles = new Map<number, readonly ColumnProfile[]>();
      const context: DeliveryContext = {
        pseudonyms,
        refusedLines: new Map(),
        onProfile: (year, columns) => profiles.set(year, columns),
        progress,
        replace: options.replace,
        at: project.now(),
        threads: options.threads,
        knownAreas: keepsUnknownAreas(options.specification) ? () => undefined : knownAreas(project),
        divisions: { known: areaVersions(project), missingFor: (year) => missingDivision(project, year) },
        store: project.store,
      };
      const delivery = await deliver(project, database, options, context);
      const completed =
        options.specification.kind === 'register'
          ? await completeQuality(project, options.specification, delivery, context, profiles)
          : undefined;
      const madeUp = await provenClaims(project, delivery.files, progress);
      database.prepare('update project set origin = ?').run(ORIGIN_AFTER(project.origin, madeUp !== null));
      project.appendLog('import', {
        kind: delivery.kind,
        files: delivery.files.map(({ name, sha256, rows }) => `${name} ${String(rows)} ${sha256}`),
        registers: delivery.registers.map(({ register, year, rows }) => `${register} ${String(year)} ${String(rows)}`),
        refused: delivery.registers.reduce((sum, { refused }) => sum + refused, 0),
        replaced: options.replace,
        madeUp: madeUp ?? false,
        ...(completed === undefined || completed.declared.length === 0 ? {} : { identifying: completed.declared }),
        ...delivery.details,
      });
      if (specification.kind === 'register') saveSpecification(project, specification);
      if (options.discardKey === true) discardPseudonymKey(project);
      makeLinksAhead(project, progress);
      progress.check();
      return last({ ...delivery, quality: completed?.reports ?? [] });
    });
  } catch (cause) {
    throw asProjectError(cause, project.path);
  }
}
