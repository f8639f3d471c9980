import { beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Ticker } from '../../src/http/ticker.js';
import { gate } from '../support/gate.js';
import { testSettings } from '../support/test-app.js';

describe('ticking', () => {
  const database = { settings: { engine: 'sqlite', file: ':memory:' }, dataDir: '' } as const;

  let ticker: Ticker;
  let done: string[];

  beforeEach(() => {
    Logger.overrideLogger(false);
    ticker = new Ticker(testSettings(database));
    done = [];
  });

  const note = (name: string) => () => Promise.resolve(done.push(name));

  describe('the ticker', () => {
    it('runs every chore at each tick, the failed and those after it, too', async () => {
      ticker.register('first', note('first'));
      ticker.register('broken', async () => {
        await note('broken')();
        throw new Error('no');
      });
      ticker.register('last', note('last'));
      await ticker.tick();
      await ticker.tick();
      expect(done).toEqual(['first', 'broken', 'last', 'first', 'broken', 'last']);
    });

    it('never begins before the tick before it has ended', async () => {
      const slow = gate();
      ticker.register('slow', async () => {
        done.push('begins');
        await slow.opened;
        done.push('ends');
      });
      const ticks = [ticker.tick(), ticker.tick()];
      slow.open();
      await Promise.all(ticks);
      expect(done).toEqual(['begins', 'ends', 'begins', 'ends']);
    });

    it('refuses two chores of one name', () => {
      ticker.register('reminders', note('one'));
      expect(() => {
        ticker.register('reminders', note('two'));
      }).toThrow('Chore reminders is registered twice.');
    });

    it('begins with a tick at once, and ends with the one in hand', async () => {
      const slow = gate();
      ticker.register('slow', async () => {
        await slow.opened;
        done.push('ends');
      });
      ticker.start();
      const stopped = ticker.beforeApplicationShutdown();
      slow.open();
      await stopped;
      expect(done).toEqual(['ends']);
    });

    it('has nothing to do in a web process', async () => {
      const web = new Ticker(testSettings(database, { role: 'web' }));
      web.register('first', note('first'));
      web.start();
      await web.beforeApplicationShutdown();
      expect(done).toEqual([]);
    });
  });
});
