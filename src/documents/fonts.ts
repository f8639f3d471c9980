import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const sans = (style: string) => require.resolve(`@expo-google-fonts/source-sans-3/${style}`);
const serif = (style: string) => require.resolve(`@expo-google-fonts/source-serif-4/${style}`);

/** The typefaces of our documents, embedded into each of them (SIL Open Font License). */
export const fonts = {
  Sans: {
    normal: sans('400Regular/SourceSans3_400Regular.ttf'),
    bold: sans('600SemiBold/SourceSans3_600SemiBold.ttf'),
    italics: sans('400Regular_Italic/SourceSans3_400Regular_Italic.ttf'),
    bolditalics: sans('600SemiBold_Italic/SourceSans3_600SemiBold_Italic.ttf'),
  },
  Serif: {
    normal: serif('400Regular/SourceSerif4_400Regular.ttf'),
    bold: serif('600SemiBold/SourceSerif4_600SemiBold.ttf'),
    italics: serif('400Regular_Italic/SourceSerif4_400Regular_Italic.ttf'),
    bolditalics: serif('600SemiBold_Italic/SourceSerif4_600SemiBold_Italic.ttf'),
  },
};
