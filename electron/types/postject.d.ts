declare module 'postject' {
  /** Puts `content` into the executable `file` under a name, and flips the sentinel that says so (postject 1.0.0-alpha.6, README). */
  export function inject(
    file: string,
    name: string,
    content: Buffer,
    options: { readonly sentinelFuse: string; readonly machoSegmentName?: string },
  ): Promise<void>;
}
