import Sequencer from '@jest/test-sequencer';

const longestFirst = ['postgres', 'sqlite', 'processes', 'pages', 'unit'];

/** Two workers are done together only if no long suite comes last; in a fresh clone nobody knows yet which are long. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ context }) => longestFirst.indexOf(context.config.displayName?.name ?? '');
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
