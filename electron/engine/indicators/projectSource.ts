import type { Progress } from '../jobs/progress.ts';
import type { Project } from '../project/project.ts';
import type { PackedChunk } from '../store/packing.ts';
import { openScan } from '../store/scan.ts';
import { memoryOf } from './columnMemory.ts';
import { importHash } from './identity.ts';
import { type LinkAt, makeLinks, openLink, type RegisterAt } from './links.ts';
import type { ColumnShape } from './pass/heldColumn.ts';
import type { Piece } from './pass/pieces.ts';
import { splitName } from './pass/otherYears.ts';
import { type LinkName, registersAround, type YearSource } from './pass/source.ts';
import { partKey } from './pass/world.ts';

/** The bytes of a chunk alone in their buffer, so that they can be handed to another thread. */
const alone = (packed: PackedChunk): PackedChunk =>
  packed.data.byteLength === packed.data.buffer.byteLength ? packed : { ...packed, data: Uint8Array.from(packed.data) };

/** The registers of one year of a project, and those of other years under their names from there; what has been read stays in memory for the next time (columnMemory.ts). */
export function projectSource(project: Project, year: number, progress: Progress): YearSource {
  const memory = memoryOf(project);
  const registers = registersAround(project.store.registers(), year);
  const at = (name: string): RegisterAt => {
    const { register, offset } = splitName(name);
    return { register, year: year + offset };
  };
  const contents = new Map(
    registers.map(({ register: name }) => [name, importHash(project, at(name).register, at(name).year)] as const),
  );
  const linkKey = ({ from, to, key }: LinkName): string =>
    partKey(contents.get(from) ?? '', contents.get(to) ?? '', key);
  const linkAt = ({ from, to, key }: LinkName): LinkAt => ({ from: at(from), to: at(to), key });
  const shapes = new Map<string, ColumnShape>();
  const keyOf = (register: string, variable: string): string => partKey(contents.get(register) ?? '', variable);
  const shape = (register: string, variable: string): ColumnShape => {
    const key = partKey(register, variable);
    const known = shapes.get(key);
    if (known !== undefined) return known;
    const [made] = openScan(project, { ...at(register), columns: [variable] }).columns;
    if (made === undefined) throw new RangeError('the store gave no column');
    shapes.set(key, made);
    return made;
  };
  return {
    year,
    registers,
    shape,
    held: (register, variable) => {
      const kept = memory.get(keyOf(register, variable));
      return kept === undefined || kept.kind === 'link' ? undefined : kept;
    },
    keep: (register, variable, column) => {
      memory.set(keyOf(register, variable), column);
    },
    open: (register, variables) => {
      const scan = openScan(project, { ...at(register), columns: variables });
      let rows = 0;
      return () => {
        const read = scan.next();
        if (read === undefined) return { rows, pieces: [] };
        rows = read.first + read.rows;
        const pieces = read.chunks.map((packed, i): Piece => {
          const column = partKey(register, variables[i] ?? '');
          return { column, first: read.first, packed: alone(packed) };
        });
        return { rows, pieces };
      };
    },
    heldLink: (link) => {
      const kept = memory.get(linkKey(link));
      return kept?.kind === 'link' ? kept.values : undefined;
    },
    keepLink: (link, values) => {
      memory.set(linkKey(link), { kind: 'link', values });
    },
    prepareLinks: (links) => {
      makeLinks(project, links.map(linkAt), progress);
    },
    openLink: (link, column) => {
      const next = openLink(project, linkAt(link));
      let rows = 0;
      return () => {
        const read = next();
        if (read === undefined) return { rows, pieces: [] };
        rows = read.first + read.packed.rows;
        return { rows, pieces: [{ column, first: read.first, packed: alone(read.packed) }] };
      };
    },
  };
}
