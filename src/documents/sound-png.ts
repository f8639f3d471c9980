/**
 * The picture that these bytes of a PNG show, written anew, or null when they show none. What prints our papers unpacks
 * pictures in a way that ends the process when they are broken; of what was written here that can't come.
 */
export async function soundPng(bytes: Buffer): Promise<Buffer | null> {
  const { createCanvas, loadImage } = await import('@napi-rs/canvas');
  const picture = await loadImage(bytes).catch(() => null);
  if (picture === null) return null;
  const canvas = createCanvas(picture.width, picture.height);
  canvas.getContext('2d').drawImage(picture, 0, 0);
  return canvas.encode('png');
}
