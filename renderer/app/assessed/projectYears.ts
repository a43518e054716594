import type { Level } from '../../../shared/domain/areas/level.ts';
import type { YearColumns } from '../../../shared/domain/assess/otherYears.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { AppError } from '../../../shared/ipc/result.ts';
import { isTextKey } from '../../../shared/texts/text.ts';
import { request } from '../connection/client.ts';

const asUserError = ({ key, parameters }: AppError): UserError =>
  new UserError('input', isTextKey(key) ? key : 'error.internal', parameters ?? {});

/** Other years of the open project, fetched when a method names them and kept. */
export class ProjectYears {
  readonly #level: Level;
  readonly #known = new Map<number, YearColumns | UserError>();
  readonly #asked = new Map<number, Promise<void>>();

  constructor(level: Level) {
    this.#level = level;
  }

  has(year: number): boolean {
    return this.#known.has(year);
  }

  /** @throws UserError when the project has nothing for the year, or it has not been fetched */
  readonly columns = (year: number): YearColumns => {
    const found = this.#known.get(year);
    if (found === undefined) throw new UserError('input', 'error.internal');
    if (found instanceof UserError) throw found;
    return found;
  };

  /** Fetches a year, once. Never rejects: what went wrong is thrown by `columns`. */
  async fetch(year: number): Promise<void> {
    const going = this.#asked.get(year) ?? this.#load(year);
    this.#asked.set(year, going);
    await going;
  }

  async #load(year: number): Promise<void> {
    const level = this.#level;
    const [list, values] = await Promise.all([
      request('areas.list', { level, year }),
      request('indicators.values', { level, year }),
    ]);
    if (!list.ok) this.#known.set(year, asUserError(list.error));
    else if (!values.ok) this.#known.set(year, asUserError(values.error));
    else {
      const { ids, values: columns } = values.data;
      this.#known.set(year, { codes: list.data.codes, columnOf: (id) => columns[ids.indexOf(id)] });
    }
  }
}
