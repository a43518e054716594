import path from 'node:path';
import { jsonText } from '../areafile/numberText.ts';
import { WORKING_COPY_COLUMN, workingCopyPath, workingJsonPath } from './workingCopy.ts';
import { writeWhole } from './writeWhole.ts';

/** Where the results of a computation on areas go. */
export interface OutFolder {
  readonly out: string;
  /** The areas come from a project: the files say that they have not been checked. */
  readonly workingCopy: boolean;
  /** Told before anything is written. */
  readonly beforeWriting?: ((files: readonly string[]) => void) | undefined;
}

/** A table as lines, or what is written as JSON. */
export interface ResultFile {
  readonly name: string;
  readonly content: Iterable<string> | object;
}

/** The header of a table's first column, which holds the area code. */
export const areaColumnOf = ({ workingCopy }: OutFolder): string => (workingCopy ? WORKING_COPY_COLUMN : 'area');

/** Writes all files or none, as working copies where that is what they are, and says their paths. */
export async function writeResult(folder: OutFolder, files: readonly ResultFile[]): Promise<readonly string[]> {
  const { out, workingCopy, beforeWriting } = folder;
  const written = files.map(({ name, content }) => {
    const asked = path.join(out, name);
    if (isTable(content)) return { path: workingCopy ? workingCopyPath(asked) : asked, content };
    const told = workingCopy ? { status: 'ej röjandekontrollerad', ...content } : content;
    return { path: workingCopy ? workingJsonPath(asked) : asked, content: jsonText(told) };
  });
  const paths = written.map((one) => one.path);
  beforeWriting?.(paths);
  await writeWhole(written);
  return paths;
}

const isTable = (content: Iterable<string> | object): content is Iterable<string> => Symbol.iterator in content;
