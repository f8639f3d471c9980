/** A picture that a mail's HTML shows by `cid:`; the content in base64. */
interface Picture {
  readonly contentId: string | null;
  readonly contentType: string;
  readonly content: string | null;
}

/** A mail's HTML that stands alone: its pictures are in it instead of beside it. */
export function withPictures(html: string, pictures: readonly Picture[]): string {
  return pictures.reduce(
    (shown, { contentId, contentType, content }) =>
      contentId === null || content === null
        ? shown
        : shown.replaceAll(`cid:${contentId}`, `data:${contentType};base64,${content}`),
    html,
  );
}
