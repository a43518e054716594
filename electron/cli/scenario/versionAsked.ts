/** `assessment-2`, or `assessment-2@1` for an earlier version; undefined for anything else. */
export function versionAsked(asked: string): { readonly id: string; readonly version: number | undefined } | undefined {
  const [, id, version] = /^(assessment-[1-9]\d{0,8})(?:@(\d{1,9}))?$/u.exec(asked) ?? [];
  return id === undefined ? undefined : { id, version: version === undefined ? undefined : Number(version) };
}
