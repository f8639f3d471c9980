import { getMetadataStorage } from 'class-validator';

type Gather = ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas'];
type Rules = ReturnType<Gather>;

/**
 * What a class asks of its fields doesn't change once it is declared, but class-validator looks through all classes for
 * it each time an object is read. From here on it is gathered once for each class; rules that hang on groups aren't.
 */
export function keepRulesAtHand(storage = getMetadataStorage()): void {
  const gather = storage.getTargetValidationMetadatas.bind(storage);
  const known = new Map<unknown, Rules>();
  storage.getTargetValidationMetadatas = (...asked: Parameters<Gather>): Rules => {
    const [target, schema, always, strict, groups] = asked as [...Partial<Parameters<Gather>>];
    if (schema !== undefined || always === true || strict === true || (groups?.length ?? 0) > 0)
      return gather(...asked);
    const rules = known.get(target) ?? gather(...asked);
    known.set(target, rules);
    return rules;
  };
}
