import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './http/templates-folder.js';

const read = (file: string) => readFileSync(join(projectFolder, file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

describe.each(['README.md', 'ARCHITECTURE.md', 'SECURITY.md'])('%s', (file) => {
  const text = read(file);

  it('names only paths that exist', () => {
    const named = [...text.matchAll(/`((?:src|test|templates|public|docs)\/[\w./-]+)`/g)].map(
      (match) => match[1] ?? '',
    );
    const linked = [...text.matchAll(/\]\(([\w./-]+)\)/g)].map((match) => match[1] ?? '');
    expect([...named, ...linked].filter((path) => !existsSync(join(projectFolder, path)))).toEqual([]);
  });

  it('names only commands that exist', () => {
    const commands = [...text.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? '');
    expect(commands.filter((command) => !(command in scripts))).toEqual([]);
  });
});

describe('the words of both languages', () => {
  it('are complete in each', async () => {
    const { readdirSync } = await import('node:fs');
    const keys = (value: unknown, prefix = ''): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${prefix}.${key}`))
        : [prefix];
    const files = readdirSync(join(projectFolder, 'templates/locales/id'));
    expect(readdirSync(join(projectFolder, 'templates/locales/en'))).toEqual(files);
    for (const file of files) {
      const [id, en] = ['id', 'en'].map((locale) =>
        keys(JSON.parse(read(`templates/locales/${locale}/${file}`))).sort(),
      );
      expect({ file, keys: en }).toEqual({ file, keys: id });
    }
  });

  it.each(['id', 'en'])('name the menu as it is called: %s', (locale) => {
    const words = (file: string) =>
      JSON.parse(read(`templates/locales/${locale}/${file}.json`)) as { [key: string]: string };
    expect(words('errors').already_registered).toContain(words('pages').find);
  });
});

describe('the commands that test one part', () => {
  it.each(Object.entries(scripts).filter(([name]) => name.startsWith('test:')))(
    '%s takes the path of a file: a flag ends the list of projects, which would swallow it',
    (_, script) => {
      expect(script).toMatch(/ --selectProjects \w+ --\w+$/);
    },
  );
});
