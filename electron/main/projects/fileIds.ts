import { randomUUID } from 'node:crypto';

/** The window knows files by these ids; which file an id stands for is known here alone, for as long as we run. */
export interface FileIds {
  idOf(file: string): string;
  fileOf(id: string): string | undefined;
}

export function createFileIds(): FileIds {
  const ids = new Map<string, string>();
  const files = new Map<string, string>();
  return {
    idOf: (file) => {
      const known = ids.get(file);
      if (known !== undefined) return known;
      const id = randomUUID();
      ids.set(file, id);
      files.set(id, file);
      return id;
    },
    fileOf: (id) => files.get(id),
  };
}
