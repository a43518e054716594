import { describe, expect, it } from 'vitest';
import { filesWith, sourcesOf } from '../support/sources.ts';

// Security item 19: only checked aggregates leave by the clipboard. What the guard does is tried in
// test/unit/renderer/clipboard.test.tsx and, in Chromium, in test/e2e/frame.spec.ts; here: nothing goes round it.

describe('the clipboard', () => {
  it('is written by no code of the window, and nothing is offered as a download', () => {
    const ways =
      /navigator\.clipboard|execCommand|clipboardData|new ClipboardItem|toDataURL|toBlob\(|createObjectURL|getDataURL|exportDataAs|getDataAsCsv|\bdownload=/u;
    expect(filesWith(sourcesOf('renderer'), ways)).toEqual([]);
  });

  it('is guarded in the shell of the window, for every screen', () => {
    expect(filesWith(sourcesOf('renderer'), /guardClipboard\(document\)/u)).toEqual(['renderer/app/frame/Shell.tsx']);
  });
});
