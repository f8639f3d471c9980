import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage, IsInt, IsString, validate } from 'class-validator';
import { keepRulesAtHand } from './rules-at-hand.js';

class Person {
  @IsString() name: unknown;
}

class Pupil extends Person {
  @IsInt() year: unknown;
}

class Guest {
  @IsString({ groups: ['door'] }) code: unknown;
}

const faults = async (one: object, fields: object, groups?: string[]) =>
  (await validate(Object.assign(one, fields), groups === undefined ? {} : { groups })).map(({ property }) => property);

describe('rules kept at hand', () => {
  keepRulesAtHand();

  it('are those of the class and of what it extends, however often it is read', async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await faults(new Person(), { name: 1 })).toEqual(['name']);
      expect((await faults(new Pupil(), { name: 1, year: 'two' })).sort()).toEqual(['name', 'year']);
      expect(await faults(new Pupil(), { name: 'Siti', year: 2 })).toEqual([]);
    }
  });

  it('are gathered once for each class, and each time for groups', () => {
    const storage = getMetadataStorage();
    const gather = storage.getTargetValidationMetadatas.bind(storage);
    const asked: unknown[] = [];
    const counting = Object.assign(Object.create(storage) as typeof storage, {
      getTargetValidationMetadatas: ((...all) => {
        asked.push(all[0]);
        return gather(...all);
      }) as typeof gather,
    });
    keepRulesAtHand(counting);
    const rules = (target: new () => unknown, groups?: string[]) =>
      counting.getTargetValidationMetadatas(target, undefined as never, false, false, groups);
    expect(rules(Pupil)).toEqual(rules(Pupil));
    expect(rules(Person)).toHaveLength(1);
    expect(rules(Guest, ['door'])).toHaveLength(1);
    expect(rules(Guest, ['hall'])).toHaveLength(0);
    expect(asked).toEqual([Pupil, Person, Guest, Guest]);
  });
});
