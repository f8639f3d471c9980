import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, from `src` as from `dist`. */
function findProjectFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

export const projectFolder = findProjectFolder();
export const templatesFolder = join(projectFolder, 'templates');
export const publicFolder = join(projectFolder, 'public');
