import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { Specification } from '../../../shared/schemas/specification.ts';
import { writeWhole } from '../files/writeWhole.ts';
import type { Delivery } from '../import/delivery.ts';
import { importFiles } from '../import/import.ts';
import { readSpecification } from '../import/readSpecification.ts';
import { refuseValues } from '../import/withoutValues.ts';
import { ImportRefused } from '../import/rules.ts';
import { previewFile } from '../preview/previewFile.ts';
import type { Project } from '../project/project.ts';
import { differencesOf } from './importsDifferences.ts';
import { type Choices, propose, type Proposal } from './importsProposal.ts';
import { shownPreview } from './importsShown.ts';
import { answer, type RequestHandlers } from './request.ts';
import type { Session } from './session.ts';

type ImportsRequest = 'imports.preview' | 'imports.run' | 'imports.save';
type Outcome = NonNullable<Output<'imports.outcome'>['outcome']>;
type Others = Output<'imports.preview'>['others'];

/** Files beside the first whose columns are held against its; the import itself looks at all of them. */
const MOST_OTHERS = 11;

async function othersOf(files: readonly string[], choices: Choices, first: Proposal): Promise<Others> {
  const names = first.preview.columns.map(({ name }) => name);
  const others: Others = [];
  for (const path of files.slice(1, 1 + MOST_OTHERS)) {
    const { file, columns } = await previewFile(path, choices.options);
    const own = columns.map(({ name }) => name);
    const missing = names.filter((name) => !own.includes(name));
    const extra = own.filter((name) => !names.includes(name));
    if (missing.length > 0 || extra.length > 0) others.push({ file: file.name, missing, extra });
  }
  return others;
}

/** The specification that the person has opened, if they have. */
const openedAt = async (file: string | null): Promise<Specification | undefined> =>
  file === null ? undefined : readSpecification(file);

function isThere(project: Project, { specification, yearKnown, preview }: Proposal): boolean {
  if (specification.kind !== 'register' || !yearKnown) return false;
  const year = typeof specification.year === 'number' ? specification.year : preview.year.value;
  return project.store.registers().some((one) => one.register === specification.register && one.year === year);
}

const outcomeOf = ({ registers, files, badRows }: Delivery): Outcome => ({
  refused: false,
  registers: registers.map(({ register, year, rows, rowsRead, refused }) => ({
    register,
    year,
    rows,
    rowsRead,
    refused,
  })),
  files: files.map(({ name }) => name),
  badRows: badRows.slice(0, 300).map(({ file, line, column, rule }) => ({ file, line, column: column ?? null, rule })),
  hints: [],
});

export function importsRequests(session: Session): Pick<RequestHandlers, ImportsRequest> {
  // A file is looked at anew for every choice; the log tells of it once as long as the project stays open.
  let looked: { readonly project: Project; readonly files: Set<string> } | undefined;
  const logLook = (project: Project, path: string, { file, firstRows, columns }: Proposal['preview']): void => {
    if (looked?.project !== project) looked = { project, files: new Set() };
    if (looked.files.has(path)) return;
    project.appendLog('preview', { file: file.name, rows: firstRows.length, columns: columns.length });
    looked.files.add(path);
  };

  return {
    'imports.preview': async ({ paths, choices, specification: opened }) => {
      const project = session.project();
      const first = paths[0];
      if (first === undefined) throw new UserError('input', 'import.noFiles');
      const proposal = await propose(project, first, choices, await openedAt(opened));
      const { preview, specification, yearKnown, read } = proposal;
      const shown = shownPreview(preview, read);
      logLook(project, first, shown);
      return answer({
        preview: shown,
        specification: yearKnown ? specification : null,
        read: [...read],
        register: specification.kind === 'register' ? specification.register : '',
        isThere: isThere(project, proposal),
        differences: differencesOf(proposal),
        others: await othersOf(paths, choices, proposal),
      });
    },

    'imports.save': async ({ paths, choices, specification: opened, target }) => {
      const project = session.project();
      const first = paths[0];
      if (first === undefined) throw new UserError('input', 'import.noFiles');
      const { specification, yearKnown, preview } = await propose(project, first, choices, await openedAt(opened));
      if (!yearKnown) throw new UserError('input', 'preview.yearUnknown', { file: preview.file.name });
      refuseValues(specification, preview.file.name);
      project.appendLog('save-specification', { file: path.basename(target), kind: specification.kind });
      await writeWhole([{ path: target, content: `${JSON.stringify(specification, undefined, 2)}\n` }]);
      return answer({});
    },

    'imports.run': async ({ paths, choices, specification: opened, replace, discardKey }, progress) => {
      const project = session.project();
      const first = paths[0];
      if (first === undefined) throw new UserError('input', 'import.noFiles');
      const { specification, yearKnown, preview } = await propose(project, first, choices, await openedAt(opened));
      if (!yearKnown) throw new UserError('input', 'preview.yearUnknown', { file: preview.file.name });
      try {
        return answer(
          outcomeOf(await importFiles(project, { specification, files: paths, replace, discardKey }, progress)),
        );
      } catch (cause) {
        if (!(cause instanceof ImportRefused)) throw cause;
        const badRows = cause.badRows.slice(0, 300);
        return answer({
          refused: true,
          registers: [],
          files: [],
          badRows: badRows.map(({ file, line, column, rule }) => ({ file, line, column: column ?? null, rule })),
          hints: cause.hints.map(({ key, parameters }) => ({ key, parameters: { ...parameters } })),
        });
      }
    },
  };
}
