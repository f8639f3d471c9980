const longestName = 150;
export const longestSubject = 120;

/** What breaks a line or can't be seen; the joiner between the pictures of one emoji is part of it. */
const unseen =
  /(?:(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d\p{Extended_Pictographic})[\p{Cc}\p{Cf}\u2028\u2029])+/gu;

function oneLine(text: string): string {
  return text.replace(unseen, ' ').replace(/\s+/g, ' ').trim();
}

/** Whole characters only, with an ellipsis where something is missing. */
function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** A display name for a header: one line without control characters, at most 150 characters. */
export function headerName(text: string): string {
  return shortened(oneLine(text), longestName);
}

/** A subject: one line without control characters, at most 120 characters. */
export function subjectLine(text: string): string {
  return shortened(oneLine(text), longestSubject);
}

/** A file name without folders and control characters. */
export function fileName(text: string): string {
  return shortened(oneLine(text).replace(/[\\/:*?"<>|]/g, '-'), longestName);
}
