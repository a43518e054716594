import type { GroupsSpec } from '../../schemas/groups.ts';
import { FACTORS } from '../../schemas/indicator.ts';
import type { Exclusion, IndexMethod, Method, ProblemCountMethod, WeightRule } from '../../schemas/method.ts';

/** Something that a scenario has in the project and its file has not, or has in another form. */
export interface LeftBehind {
  /** text: written by a person; areas: a list of areas; file: a file's name; rounded: a number with more digits than a choice has. */
  readonly what: 'text' | 'areas' | 'file' | 'rounded';
  readonly path: readonly (string | number)[];
}

/** What of a scenario leaves a project with microdata. */
export interface Leaving {
  readonly method: Method;
  readonly grouping: GroupsSpec | undefined;
  readonly leftBehind: readonly LeftBehind[];
}

/** A number that a person has chosen has few digits; one computed from values would have many, and tell them. */
const DIGITS = 3;
/** Limits of a scale and targets are read as a largest or smallest value: they keep fewer. */
const DIGITS_OF_LIMITS = 2;

const KNOWN_GROUPS: ReadonlySet<string> = new Set([
  'index',
  ...FACTORS,
  ...FACTORS.map((factor) => `factor-${factor}`),
]);
const YEAR = /^\d{4}$/u;

/**
 * The form of a scenario in which it may leave a project with microdata (disclosure.md): rules stay rules (percentiles, weights from
 * the data, base years), numbers keep as many digits as a choice has, and nothing that a person has written goes along: notes, reasons, names
 * of levels, experts and groups become numbers in order. Lists of areas stay behind, since they can have been picked by their values.
 * Indicator ids stay: they are what the receiver knows the indicators by. What stays behind is told.
 */
export function leaving(method: Method, grouping?: GroupsSpec): Leaving {
  const leave = new Leave();
  return {
    method: leave.method(method),
    grouping: grouping === undefined ? undefined : leave.grouping(grouping),
    leftBehind: leave.behind,
  };
}

class Leave {
  readonly behind: LeftBehind[] = [];

  method(method: Method): Method {
    if (method.note !== undefined) this.#tell('text', ['note']);
    if (method.kind === 'index') return this.#index(method);
    if (method.kind === 'problem-count') return this.#count(method);
    return { version: 1, kind: 'sei', indicators: method.indicators, ...this.#excluded(method.exclude) };
  }

  grouping({ contiguity, ...spec }: GroupsSpec): GroupsSpec {
    if (contiguity !== undefined) this.#tell('file', ['grouping', 'contiguity']);
    return {
      ...spec,
      ...(spec.setAside === undefined
        ? {}
        : { setAside: { beyond: this.#number(spec.setAside.beyond, ['grouping', 'setAside', 'beyond']) } }),
      indicators: spec.indicators.map((indicator, i) =>
        indicator.weight === undefined
          ? indicator
          : { ...indicator, weight: this.#number(indicator.weight, ['grouping', 'indicators', i, 'weight']) },
      ),
    };
  }

  #index({ note: _note, exclude, ...method }: IndexMethod): IndexMethod {
    const name = this.#renamed(
      (method.groups ?? []).map(({ id }) => id),
      'g',
      ['groups'],
    );
    const { weights, missing, treatment } = method;
    return {
      ...method,
      indicators: method.indicators.map(({ parent, ...indicator }, i) => ({
        ...indicator,
        weight: this.#number(indicator.weight, ['indicators', i, 'weight']),
        ...(parent === undefined ? {} : { parent: name(parent) }),
      })),
      ...(method.groups === undefined
        ? {}
        : {
            groups: method.groups.map(({ weight, ...group }, i) => ({
              ...group,
              id: name(group.id),
              parent: group.parent === null ? null : name(group.parent),
              ...(weight === undefined ? {} : { weight: this.#number(weight, ['groups', i, 'weight']) }),
            })),
          }),
      ...(weights === undefined ? {} : { weights: this.#rule(weights, name) }),
      ...(treatment?.kind === 'box-cox'
        ? { treatment: { ...treatment, lambda: this.#number(treatment.lambda, ['treatment', 'lambda']) } }
        : {}),
      normalisation: this.#scale(method.normalisation),
      ...(missing === undefined ? {} : { missing: this.#missing(missing, name) }),
      ...this.#excluded(exclude),
    };
  }

  #count({ note: _note, exclude, baseYear, ...method }: ProblemCountMethod): ProblemCountMethod {
    const ids = new Set(method.indicators.map(({ id }) => id));
    const name = this.#renamed(
      [
        ...new Set(
          method.indicators.flatMap(({ factor }) => (factor === undefined || ids.has(factor) ? [] : [factor])),
        ),
      ],
      'f',
      ['indicators'],
    );
    return {
      ...method,
      indicators: method.indicators.map(({ factor, ...indicator }, i) => ({
        ...indicator,
        threshold:
          typeof indicator.threshold === 'number'
            ? this.#number(indicator.threshold, ['indicators', i, 'threshold'])
            : indicator.threshold,
        ...(indicator.weight === undefined
          ? {}
          : { weight: this.#number(indicator.weight, ['indicators', i, 'weight']) }),
        ...(factor === undefined ? {} : { factor: name(factor) }),
      })),
      ...(baseYear === undefined ? {} : this.#year('baseYear', baseYear)),
      k: this.#number(method.k, ['k']),
      levels: method.levels.map(({ from }, i) => {
        this.#tell('text', ['levels', i, 'name']);
        return { from: this.#number(from, ['levels', i, 'from']), name: String(i + 1) };
      }),
      ...(method.missing === undefined ? {} : { missing: this.#missing(method.missing, name) }),
      ...this.#excluded(exclude),
    };
  }

  #tell(what: LeftBehind['what'], path: LeftBehind['path']): void {
    this.behind.push({ what, path });
  }

  #number(value: number, path: LeftBehind['path'], digits = DIGITS): number {
    const rounded = value === 0 ? 0 : Number(value.toPrecision(digits));
    if (rounded !== value) this.#tell('rounded', path);
    return rounded;
  }

  /** Names that the product gives stay; others become numbers in order. */
  #renamed(ids: readonly string[], letter: string, path: LeftBehind['path']): (id: string) => string {
    const names = new Map<string, string>();
    for (const id of ids) {
      if (KNOWN_GROUPS.has(id)) continue;
      names.set(id, `${letter}${String(names.size + 1)}`);
      this.#tell('text', [...path, id]);
    }
    return (id) => names.get(id) ?? id;
  }

  /** A year by its number; any other name, and a file, stays behind. */
  #year<K extends 'baseYear' | 'lastYear'>(
    key: K,
    { name, areas }: { readonly name: string; readonly areas?: string | undefined },
  ): Partial<Record<K, { name: string }>> {
    if (areas !== undefined) this.#tell('file', [key, 'areas']);
    if (!YEAR.test(name)) {
      this.#tell('text', [key, 'name']);
      return {};
    }
    return { [key]: { name } } as Partial<Record<K, { name: string }>>;
  }

  #missing(
    { lastYear, rules, ...missing }: NonNullable<IndexMethod['missing']>,
    name: (id: string) => string,
  ): NonNullable<IndexMethod['missing']> {
    return {
      ...missing,
      ...(rules === undefined ? {} : { rules: rules.map((rule) => ({ ...rule, for: rule.for.map(name) })) }),
      ...(lastYear === undefined ? {} : this.#year('lastYear', lastYear)),
    };
  }

  #excluded(exclude: readonly Exclusion[] | undefined): { exclude?: Exclusion[] } {
    if (exclude === undefined) return {};
    const kept: Exclusion[] = [];
    exclude.forEach(({ areas, where }, i) => {
      this.#tell('text', ['exclude', i, 'reason']);
      if (areas !== undefined) this.#tell('areas', ['exclude', i, 'areas']);
      if (where === undefined) return;
      const limit = (key: 'above' | 'below'): Partial<Record<'above' | 'below', number>> => {
        const value = where[key];
        return value === undefined ? {} : { [key]: this.#number(value, ['exclude', i, 'where', key]) };
      };
      const reason = String(kept.length + 1);
      kept.push({ reason, where: { column: where.column, ...limit('above'), ...limit('below') } });
    });
    return kept.length === 0 ? {} : { exclude: kept };
  }

  #scale(scale: IndexMethod['normalisation']): IndexMethod['normalisation'] {
    const limit = (value: number, path: LeftBehind['path']): number => this.#number(value, path, DIGITS_OF_LIMITS);
    if (scale.kind === 'goalposts')
      return {
        kind: 'goalposts',
        posts: Object.fromEntries(
          Object.entries(scale.posts).map(([id, [low, high]]) => [
            id,
            [limit(low, ['normalisation', 'posts', id, 0]), limit(high, ['normalisation', 'posts', id, 1])] satisfies [
              number,
              number,
            ],
          ]),
        ),
      };
    if (scale.kind === 'distance-target')
      return {
        kind: 'distance-target',
        targets: Object.fromEntries(
          Object.entries(scale.targets).map(([id, target]) => [id, limit(target, ['normalisation', 'targets', id])]),
        ),
      };
    return scale;
  }

  #rule(rule: WeightRule, name: (id: string) => string): WeightRule {
    if (rule.kind === 'panel')
      return {
        kind: 'panel',
        experts: rule.experts.map(({ weights }, i) => {
          this.#tell('text', ['weights', 'experts', i, 'name']);
          return {
            name: String(i + 1),
            weights: Object.fromEntries(
              Object.entries(weights).map(([id, weight]) => [
                name(id),
                this.#number(weight, ['weights', 'experts', i, 'weights', id]),
              ]),
            ),
          };
        }),
      };
    const named = <G extends { group?: string | undefined }>({
      group,
      ...rest
    }: G): Omit<G, 'group'> & { group?: string } => (group === undefined ? rest : { ...rest, group: name(group) });
    if (rule.kind === 'ahp')
      return {
        kind: 'ahp',
        groups: rule.groups.map((one) => ({
          ...named(one),
          pairs: one.pairs.map(({ a, b, times }) => ({ a: name(a), b: name(b), times })),
        })),
      };
    if (rule.kind === 'importance')
      return {
        kind: 'importance',
        groups: rule.groups.map((one) => ({
          ...named(one),
          wanted: one.wanted.map(({ id, share }, i) => ({
            id: name(id),
            share: this.#number(share, ['weights', 'wanted', i]),
          })),
        })),
      };
    return rule;
  }
}
