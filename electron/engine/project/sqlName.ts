/** A table or column name of the project's own schema, fit to stand in a statement; throws for anything else. */
export function sqlName(name: string): string {
  if (!/^[a-z][a-z0-9_]*$/u.test(name)) throw new Error('Not a name of the schema');
  return `"${name}"`;
}

export const sqlNames = (names: readonly string[]): string => names.map(sqlName).join(', ');
